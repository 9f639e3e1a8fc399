package dev.freehold.files.sites;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import java.util.regex.Pattern;

/** The rule for names of sites: S3's for buckets, so that any client can address them. */
final class SiteName {

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");

  private SiteName() {}

  /** Tells whether a site can have this name. */
  static boolean isValid(String name) {
    return name.length() >= FilesLimits.MIN_SITE_NAME_CHARS
        && name.length() <= FilesLimits.MAX_SITE_NAME_CHARS
        && NAME.matcher(name).matches()
        && !IP_ADDRESS.matcher(name).matches();
  }

  /**
   * Gives the name back if a site can have it.
   *
   * @throws FilesException {@code site-name-invalid}
   */
  static String require(String name) {
    if (!isValid(name)) {
      throw new FilesException(
          FilesError.SITE_NAME_INVALID,
          ("the name of a site has %d to %d characters: lower-case letters, digits, hyphens, and"
                  + " dots between letters or digits; it begins and ends with a letter or digit and"
                  + " is no IP address")
              .formatted(FilesLimits.MIN_SITE_NAME_CHARS, FilesLimits.MAX_SITE_NAME_CHARS));
    }
    return name;
  }
}
