package dev.freehold.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands of the published modules that this shell does not have, and what does their work. */
final class MissingCommands {

  private static final String DIRECTORY =
      "name people by -UserPrincipalName or -SignInName and services by -ServicePrincipalName or"
          + " -ApplicationId where a cmdlet takes them; the shell looks them up.";
  private static final String GROUPS =
      "there are no groups here; put each mailbox under the policy with Set-Mailbox"
          + " -DataEncryptionPolicy.";
  private static final String KEYS_ONLY =
      "the vaults here keep keys, and neither secrets nor certificates.";
  private static final String SITES =
      "sites are made and changed over REST (POST and PATCH /api/v1/sites); Get-SPOSite shows"
          + " them.";
  private static final String OTHER_SERVICE =
      "it belongs to another service. People and programs are made over REST (/api/v1/users,"
          + " /api/v1/applications).";

  private MissingCommands() {}

  /** The reasons by name. */
  static Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    put(reasons, "Get-Mailbox shows the same.", "Get-EXOMailbox");
    put(reasons, "Get-MailboxStatistics shows the same.", "Get-EXOMailboxStatistics");
    put(reasons, "Get-CASMailbox shows the same.", "Get-EXOCASMailbox");
    put(
        reasons,
        "Get-Mailbox and Get-MailUser show the recipients.",
        "Get-Recipient",
        "Get-EXORecipient",
        "Get-User");
    put(
        reasons,
        "Get-MailboxStatistics counts a mailbox as a whole: ItemCount and TotalItemSize.",
        "Get-MailboxFolderStatistics",
        "Get-EXOMailboxFolderStatistics");
    put(
        reasons,
        GROUPS,
        "Get-UnifiedGroup",
        "New-UnifiedGroup",
        "Set-UnifiedGroup",
        "Get-DistributionGroup",
        "Get-DistributionGroupMember",
        "Get-DistributionGroupOwner");
    put(
        reasons,
        "the directory has no groups; give each person a permission or a role by name.",
        "Get-AzADGroup",
        "Get-AzADGroupMember");
    put(
        reasons,
        "New-MigrationEndpoint tries the server itself, and says what is wrong with it.",
        "Test-MigrationServerAvailability");
    put(
        reasons,
        "moves begin by themselves when a policy is assigned; New-MoveRequest begins one now.",
        "Resume-MoveRequest",
        "Suspend-MoveRequest",
        "Set-MoveRequest");
    put(
        reasons,
        "a batch ends by itself when all its mailboxes are copied.",
        "Complete-MigrationBatch");
    put(reasons, "there is one store; mailboxes are in no databases.", "Get-MailboxDatabase");
    put(
        reasons,
        "Connect-ExchangeOnline has the cmdlets of the audit log and of legal holds too.",
        "Connect-IPPSSession");
    put(reasons, DIRECTORY, "Get-AzADUser", "Get-AzADServicePrincipal", "Get-AzADApplication");
    put(
        reasons,
        KEYS_ONLY,
        "Get-AzKeyVaultSecret",
        "Set-AzKeyVaultSecret",
        "Remove-AzKeyVaultSecret",
        "Backup-AzKeyVaultSecret",
        "Get-AzKeyVaultCertificate",
        "Backup-AzKeyVaultCertificate",
        "Import-AzKeyVaultCertificate");
    put(
        reasons,
        SITES,
        "New-SPOSite",
        "Set-SPOSite",
        "Remove-SPOSite",
        "Get-SPOUser",
        "Set-SPOUser");
    put(
        reasons,
        OTHER_SERVICE,
        "Connect-MgGraph",
        "Get-MgUser",
        "Get-MgGroup",
        "Connect-AzureAD",
        "Get-AzureADUser",
        "Connect-MsolService",
        "Get-MsolUser",
        "Connect-PnPOnline",
        "Connect-MicrosoftTeams");
    return Map.copyOf(reasons);
  }

  private static void put(Map<String, String> reasons, String reason, String... names) {
    List.of(names).forEach(name -> reasons.put(name, reason));
  }
}
