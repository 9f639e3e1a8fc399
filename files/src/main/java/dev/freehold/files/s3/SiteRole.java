package dev.freehold.files.s3;

/** What an identity may do in a site; each role may do what those before it may. */
public enum SiteRole {
  /** May list and read. */
  READ,
  /** May put and delete documents. */
  WRITE,
  /** May delete the site. */
  OWNER;

  boolean includes(SiteRole other) {
    return compareTo(other) >= 0;
  }
}
