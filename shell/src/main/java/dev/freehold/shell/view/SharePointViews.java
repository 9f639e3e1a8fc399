package dev.freehold.shell.view;

/** Views of geos and sites. */
final class SharePointViews {

  private SharePointViews() {}

  static void register(Views views) {
    views.showByDefault(
        ViewTypes.SITE_POLICY_STATUS,
        "State",
        "PrimaryKeyVaultUri",
        "SecondaryKeyVaultUri",
        "RegistrationProgress",
        "RecoveryEnabled");
    views.add(
        ViewTypes.SITE,
        View.table(
            ViewColumn.of("Url"),
            ViewColumn.of("Owner"),
            ViewColumn.of("Storage Quota", "StorageQuota").right()));
  }
}
