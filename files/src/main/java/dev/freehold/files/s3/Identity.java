package dev.freehold.files.s3;

import dev.freehold.custody.Requester;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.Site;
import java.util.UUID;

/** Who a request is from, and what it may reach. */
record Identity(UUID tenantId, UUID principalId, S3Sites sites) {

  Requester requester() {
    return Requester.user(principalId.toString());
  }

  /**
   * The site of that name, if the identity may do that much in it. One on which it has no role is
   * not there for it, and neither is one of another tenant.
   */
  Site site(String bucket, SiteRole needed) {
    Site site = sites.find(tenantId, bucket).orElseThrow(Identity::noSuchSite);
    SiteRole role = sites.roleOf(site.id(), principalId).orElseThrow(Identity::noSuchSite);
    if (!role.includes(needed)) {
      throw new FilesException(
          FilesError.ACCESS_DENIED,
          "your role on this bucket is " + role + ", this needs " + needed);
    }
    return site;
  }

  private static FilesException noSuchSite() {
    return new FilesException(FilesError.SITE_NOT_FOUND, "no such bucket");
  }
}
