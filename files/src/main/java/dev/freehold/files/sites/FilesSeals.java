package dev.freehold.files.sites;

import dev.freehold.custody.seals.SealedKind;
import java.util.List;

/** This module's kinds of rows that authorise and are therefore sealed. */
public final class FilesSeals {

  /** What somebody may do in a site. */
  public static final SealedKind SITE_ROLE =
      SealedKind.named("site-role", "file_site_roles")
          .key("site_id")
          .key("principal_id")
          .texts("role", "site_name")
          .build();

  /** Whose an access key is, and whether it may be used. */
  public static final SealedKind ACCESS_KEY =
      SealedKind.named("access-key", "file_access_keys")
          .textKey("id")
          .ids("principal_id")
          .numbers("enabled")
          .bytes("sealed_secret")
          .build();

  /** Which site a name leads to, whose it is, and where. */
  public static final SealedKind SITE =
      SealedKind.named("site", "file_sites")
          .key("id")
          .ids("geo_id")
          .texts("name", "kind")
          .numbers("created_at")
          .build();

  /** All of them. */
  public static final List<SealedKind> ALL = List.of(SITE, SITE_ROLE, ACCESS_KEY);

  private FilesSeals() {}
}
