package dev.freehold.files.sites;

/** What a principal may do in a site. Each role includes the ones before it. */
public enum SiteRole {
  /** List and read documents. */
  READ,
  /** Store and delete documents. */
  WRITE,
  /** Delete the site; grant and revoke roles on it. */
  OWNER;

  /** Tells whether who has this role may do what {@code needed} may. */
  public boolean includes(SiteRole needed) {
    return compareTo(needed) >= 0;
  }
}
