package dev.freehold.shell.view;

import dev.freehold.powershell.view.View;
import dev.freehold.powershell.view.ViewColumn;
import dev.freehold.powershell.view.ViewItem;
import dev.freehold.powershell.view.Views;
import java.util.ArrayList;
import java.util.List;

/** Views of vaults and their keys. */
final class VaultViews {

  private static final int CONTEXT_NAME_CHARS = 40;
  private static final int CONTEXT_CHARS = 19;

  private static final List<ViewItem> NAME =
      List.of(ViewItem.of("Vault/HSM Name", "VaultName"), ViewItem.of("Name"));

  private static final List<ViewItem> ALGORITHM =
      List.of(
          ViewItem.of("Key Type", "KeyType"),
          ViewItem.of("Key Size", "KeySize"),
          ViewItem.of("Curve Name", "CurveName"));

  private static final List<ViewItem> VERSION = List.of(ViewItem.of("Version"), ViewItem.of("Id"));

  private static final List<ViewItem> DELETION =
      List.of(
          ViewItem.of("Id"),
          ViewItem.of("Deleted Date", "DeletedDate"),
          ViewItem.of("Scheduled Purge Date", "ScheduledPurgeDate"));

  private static final List<ViewItem> ATTRIBUTES =
      List.of(
          ViewItem.of("Enabled"),
          ViewItem.of("Expires"),
          ViewItem.of("Not Before", "NotBefore"),
          ViewItem.of("Created"),
          ViewItem.of("Updated"),
          ViewItem.of("Recovery Level", "RecoveryLevel"),
          ViewItem.of("Tags", "TagsTable"));

  private VaultViews() {}

  static void register(Views views) {
    views.add(
        CmdletTypes.AZURE_PROFILE,
        View.table("Account", "SubscriptionName", "TenantId", "Environment"));
    views.add(
        CmdletTypes.AZURE_CONTEXT,
        View.table(
            ViewColumn.of("Name").wide(CONTEXT_NAME_CHARS),
            ViewColumn.of("Account").wide(CONTEXT_CHARS),
            ViewColumn.of("SubscriptionName").wide(CONTEXT_CHARS),
            ViewColumn.of("Environment").wide(CONTEXT_CHARS),
            ViewColumn.of("TenantId")));
    views.add(
        CmdletTypes.DIRECTORY_USER, View.table("DisplayName", "Id", "Mail", "UserPrincipalName"));
    views.add(CmdletTypes.DIRECTORY_PROGRAM, View.table("DisplayName", "Id", "AppId"));
    views.add(
        CmdletTypes.DIRECTORY_GROUP,
        View.table("DisplayName", "Id", "MailNickname", "Description", "SecurityEnabled"));
    vaults(views);
    views.add(CmdletTypes.KEY, list(NAME, ALGORITHM, VERSION, ATTRIBUTES));
    views.add(CmdletTypes.KEY_ITEM, list(NAME, VERSION, ATTRIBUTES));
    views.add(CmdletTypes.DELETED_KEY, list(NAME, ALGORITHM, DELETION, ATTRIBUTES));
    views.add(CmdletTypes.DELETED_KEY_ITEM, list(NAME, DELETION, ATTRIBUTES));
  }

  private static void vaults(Views views) {
    views.add(
        CmdletTypes.VAULT,
        View.list(
            ViewItem.of("Vault Name", "VaultName"),
            ViewItem.of("Resource Group Name", "ResourceGroupName"),
            ViewItem.of("Location"),
            ViewItem.of("Resource ID", "ResourceId"),
            ViewItem.of("Vault URI", "VaultUri"),
            ViewItem.of("Tenant ID", "TenantName"),
            ViewItem.of("SKU", "Sku"),
            ViewItem.of("Enabled For Deployment?", "EnabledForDeployment"),
            ViewItem.of("Enabled For Template Deployment?", "EnabledForTemplateDeployment"),
            ViewItem.of("Enabled For Disk Encryption?", "EnabledForDiskEncryption"),
            ViewItem.of("Enabled For RBAC Authorization?", "EnableRbacAuthorization"),
            ViewItem.of("Soft Delete Enabled?", "EnableSoftDelete"),
            ViewItem.of("Soft Delete Retention Period (days)", "SoftDeleteRetentionInDays"),
            ViewItem.of("Purge Protection Enabled?", "EnablePurgeProtection"),
            ViewItem.of("Access Policies", "AccessPoliciesText"),
            ViewItem.of("Network Rule Set", "NetworkAclsText"),
            ViewItem.of("Tags", "TagsTable")));
    views.add(
        CmdletTypes.VAULT_ITEM,
        View.list(
            ViewItem.of("Vault Name", "VaultName"),
            ViewItem.of("Resource Group Name", "ResourceGroupName"),
            ViewItem.of("Location"),
            ViewItem.of("Resource ID", "ResourceId"),
            ViewItem.of("Tags", "TagsTable")));
    views.add(
        CmdletTypes.DELETED_VAULT,
        View.list(
            ViewItem.of("Vault Name", "VaultName"),
            ViewItem.of("Location"),
            ViewItem.of("Id"),
            ViewItem.of("Resource ID", "ResourceId"),
            ViewItem.of("Deletion Date", "DeletionDate"),
            ViewItem.of("Scheduled Purge Date", "ScheduledPurgeDate"),
            ViewItem.of("Tags", "TagsTable")));
  }

  @SafeVarargs
  private static View list(List<ViewItem>... parts) {
    List<ViewItem> items = new ArrayList<>();
    for (List<ViewItem> part : parts) {
      items.addAll(part);
    }
    return new View.AsList(List.copyOf(items));
  }
}
