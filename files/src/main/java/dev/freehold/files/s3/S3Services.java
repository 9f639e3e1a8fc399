package dev.freehold.files.s3;

import dev.freehold.files.Documents;
import dev.freehold.files.Uploads;

/** What the protocol is in front of. */
public final class S3Services {

  private final SiteFiles files;
  private final S3Sites sites;
  private final S3AccessKeys accessKeys;

  S3Services(SiteFiles files, S3Sites sites, S3AccessKeys accessKeys) {
    this.files = files;
    this.sites = sites;
    this.accessKeys = accessKeys;
  }

  /** The real ones. */
  public static S3Services of(
      Documents documents, Uploads uploads, S3Sites sites, S3AccessKeys accessKeys) {
    return new S3Services(new StoredSiteFiles(documents, uploads), sites, accessKeys);
  }

  SiteFiles files() {
    return files;
  }

  S3Sites sites() {
    return sites;
  }

  S3AccessKeys accessKeys() {
    return accessKeys;
  }
}
