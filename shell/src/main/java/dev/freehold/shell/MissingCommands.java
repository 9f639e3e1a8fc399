package dev.freehold.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands of the published modules that this shell does not have, and what does their work. */
final class MissingCommands {

  private static final String APPLICATIONS =
      "Get-AzADServicePrincipal shows the applications; each has one service principal.";
  private static final String GROUPS =
      "groups have no mail here; put each mailbox under the policy with Set-Mailbox"
          + " -DataEncryptionPolicy. Get-AzADGroup shows the groups that rights are given to.";
  private static final String KEYS_ONLY =
      "the vaults here keep keys, and neither secrets nor certificates.";
  private static final String SITES =
      "who may use a site is said over REST (PUT /api/v1/sites/SITE/permissions/OBJECT-ID);"
          + " Set-SPOSite -Owner appoints an owner.";
  private static final String OTHER_SERVICE =
      "it belongs to another service. People and programs are made over REST (/api/v1/users,"
          + " /api/v1/applications).";

  private MissingCommands() {}

  /** The reasons by name. */
  static Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    put(
        reasons,
        "Get-Recipient shows the recipients, and Get-Mailbox the mailboxes.",
        "Get-User",
        "Get-EXOUser");
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
        "moves begin by themselves when a policy is assigned; New-MoveRequest begins one now.",
        "Resume-MoveRequest",
        "Suspend-MoveRequest",
        "Set-MoveRequest");
    put(reasons, "there is one store; mailboxes are in no databases.", "Get-MailboxDatabase");
    put(
        reasons,
        "Connect-ExchangeOnline has the cmdlets of the audit log and of legal holds too.",
        "Connect-IPPSSession");
    put(reasons, APPLICATIONS, "Get-AzADApplication");
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
    put(reasons, SITES, "Get-SPOUser", "Set-SPOUser");
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
