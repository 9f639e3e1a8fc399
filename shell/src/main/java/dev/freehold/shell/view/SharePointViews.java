package dev.freehold.shell.view;

import dev.freehold.powershell.view.View;
import dev.freehold.powershell.view.ViewColumn;
import dev.freehold.powershell.view.Views;

/** Views of geos and sites. */
final class SharePointViews {

  private SharePointViews() {}

  static void register(Views views) {
    views.showByDefault(
        CmdletTypes.SITE_POLICY_STATUS,
        "State",
        "PrimaryKeyVaultUri",
        "SecondaryKeyVaultUri",
        "RegistrationProgress",
        "RecoveryEnabled");
    views.add(
        CmdletTypes.SITE,
        View.table(
            ViewColumn.of("Url"),
            ViewColumn.of("Owner"),
            ViewColumn.of("Storage Quota", "StorageQuota").right()));
  }
}
