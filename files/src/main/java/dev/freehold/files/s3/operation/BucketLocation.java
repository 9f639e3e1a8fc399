package dev.freehold.files.s3.operation;

import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.Sites;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a bucket is: the code of its site's geo. The handler checks who asks and then says nothing,
 * without a look at the bucket; so what it says is held, and the store is asked instead.
 */
public final class BucketLocation {

  private static final String ROOT = "<LocationConstraint";

  private BucketLocation() {}

  /** Whether a location is asked for, unless the path turns out to be a document's. */
  public static boolean isAskedFor(HttpServletRequest request) {
    return request.getMethod().equals("GET") && request.getParameter("location") != null;
  }

  /**
   * The handler's document, with the location if it is about one.
   *
   * @throws dev.freehold.files.FilesException {@code site-not-found} if the caller has no role
   *     there
   */
  public static String correct(String document, S3Call call) {
    if (!document.contains(ROOT)) {
      return document;
    }
    S3Call.Signer signer = call.signer().orElseThrow(Sites::notFound);
    S3Caller caller = signer.caller();
    Site site = caller.siteNow(signer.bucket(), SiteRole.READ);
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s</LocationConstraint>
    """
        .formatted(caller.services().sites().geoCode(site));
  }
}
