package dev.freehold.shell.view;

import dev.freehold.powershell.view.View;
import dev.freehold.powershell.view.ViewColumn;
import dev.freehold.powershell.view.Views;

/** Views of policies, mailboxes, moves and migrations. */
final class ExchangeViews {

  private ExchangeViews() {}

  static void register(Views views) {
    views.add(CmdletTypes.POLICY, View.table("Name", "Enabled", "State", "AzureKeyIDs"));
    views.add(CmdletTypes.TENANT_POLICY, View.table("Name", "Enabled", "State", "AzureKeyIDs"));
    views.add(
        CmdletTypes.MAILBOX,
        View.table(
            ViewColumn.of("Name").wide(25),
            ViewColumn.of("Alias").wide(15),
            ViewColumn.of("Database").wide(30),
            ViewColumn.of("ProhibitSendQuota").wide(20),
            ViewColumn.of("ExternalDirectoryObjectId")));
    views.add(CmdletTypes.MAIL_USER, View.table("Name", "RecipientType"));
    views.add(CmdletTypes.RECIPIENT, View.table("Name", "RecipientType"));
    views.add(
        CmdletTypes.CAS_MAILBOX,
        View.table(
            "Name", "ActiveSyncEnabled", "OWAEnabled", "PopEnabled", "ImapEnabled", "MapiEnabled"));
    views.add(
        CmdletTypes.MAILBOX_PERMISSION,
        View.table(
            ViewColumn.of("Identity").wide(20),
            ViewColumn.of("User").wide(20),
            ViewColumn.of("AccessRights").wide(59),
            ViewColumn.of("IsInherited").wide(11),
            ViewColumn.of("Deny")));
    views.add(
        CmdletTypes.MAILBOX_STATISTICS,
        View.table(
            ViewColumn.of("DisplayName"),
            ViewColumn.of("ItemCount").right(),
            ViewColumn.of("StorageLimitStatus"),
            ViewColumn.of("LastLogonTime")));
    views.add(CmdletTypes.MOVE_REQUEST, View.table("DisplayName", "Status", "TargetDatabase"));
    views.add(
        CmdletTypes.MOVE_REQUEST_STATISTICS,
        View.table(
            ViewColumn.of("DisplayName"),
            ViewColumn.of("StatusDetail"),
            ViewColumn.of("TotalMailboxSize"),
            ViewColumn.of("TotalArchiveSize"),
            ViewColumn.of("PercentComplete").right()));
    views.add(CmdletTypes.MIGRATION_ENDPOINT, View.table("Identity", "Type", "RemoteServer"));
    views.add(
        CmdletTypes.MIGRATION_BATCH,
        View.table(
            ViewColumn.of("Identity"),
            ViewColumn.of("Status"),
            ViewColumn.of("Type"),
            ViewColumn.of("TotalCount").right()));
    views.add(
        CmdletTypes.MIGRATION_USER, View.table("Identity", "Batch", "Status", "LastSyncTime"));
  }
}
