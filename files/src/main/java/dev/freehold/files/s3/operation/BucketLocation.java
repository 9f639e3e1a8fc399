package dev.freehold.files.s3.operation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;

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
   * @param location finds it
   */
  public static String correct(String document, Supplier<String> location) {
    if (!document.contains(ROOT)) {
      return document;
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s</LocationConstraint>
    """
        .formatted(location.get());
  }
}
