package dev.freehold.server.audit;

import dev.freehold.custody.policies.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the published audit log calls an operation of the ledger: the cmdlet's name where there is
 * one, the published label for uses of availability keys, else the ledger's own word.
 */
final class PublishedNames {

  static final String FALLBACK = "FallbackToAvailabilityKey";
  private static final String FALLBACK_LABEL = "Fallback to Availability Key";
  private static final String FALLBACK_END = "End of Fallback to Availability Key";
  private static final String EDIT = "MailboxEdit";
  private static final Set<String> REMOVALS = Set.of("MailboxRemove", "MailboxDestroy");
  private static final String SET_POLICY = "Set-DataEncryptionPolicy";
  private static final String SET_TENANT_POLICY = "Set-M365DataAtRestEncryptionPolicy";
  private static final String UPDATE_SITES = "Update-SPODataEncryptionPolicy";
  private static final String SET_MAILBOX = "Set-Mailbox";
  private static final String PURGE_REQUEST = "PolicyPurgeRequest";
  private static final String HOLD_PLACE = "LegalHoldPlace";
  private static final String HOLD_LIFT = "LegalHoldLift";
  private static final String DECIDE = "Set-AccessToCustomerDataRequest";

  /** One name, or one each for policies of mailboxes, of a whole tenant and of files. */
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry(
              "PolicyCreate",
              List.of(
                  "New-DataEncryptionPolicy",
                  "New-M365DataAtRestEncryptionPolicy",
                  "Register-SPODataEncryptionPolicy")),
          Map.entry("PolicyEdit", List.of(SET_POLICY, SET_TENANT_POLICY, UPDATE_SITES)),
          Map.entry("RootKeyRoll", List.of(SET_POLICY, SET_TENANT_POLICY, UPDATE_SITES)),
          Map.entry("PolicyPurgeRequest", List.of(SET_POLICY, PURGE_REQUEST, PURGE_REQUEST)),
          Map.entry("LegalHoldPlace", List.of(SET_MAILBOX, HOLD_PLACE, HOLD_PLACE)),
          Map.entry("LegalHoldLift", List.of(SET_MAILBOX, HOLD_LIFT, HOLD_LIFT)),
          Map.entry("PolicyAssign", List.of(SET_MAILBOX)),
          Map.entry("MultiWorkloadAssign", List.of("Set-M365DataAtRestEncryptionPolicyAssignment")),
          Map.entry("MailboxCreate", List.of("New-Mailbox")),
          Map.entry("MailUserCreate", List.of("New-MailUser")),
          Map.entry("MailboxRecover", List.of("Undo-SoftDeletedMailbox")),
          Map.entry("MigrationBatchCreate", List.of("New-MigrationBatch")),
          Map.entry("MigrationBatchRemove", List.of("Remove-MigrationBatch")),
          Map.entry("MigrationBatchSet", List.of("Set-MigrationBatch")),
          Map.entry("MigrationPasswordsSet", List.of("Set-MigrationBatch")),
          Map.entry("MigrationBatchComplete", List.of("Complete-MigrationBatch")),
          Map.entry("MigrationBatchStop", List.of("Stop-MigrationBatch")),
          Map.entry("MigrationDeletionsApprove", List.of("Set-MigrationUser")),
          Map.entry("MigrationEndpointCreate", List.of("New-MigrationEndpoint")),
          Map.entry("RecoveryApprove", List.of(DECIDE)),
          Map.entry("RecoveryDeny", List.of(DECIDE)),
          Map.entry("RecoveryCancel", List.of(DECIDE)),
          Map.entry("MoveApprove", List.of(DECIDE)),
          Map.entry("MoveDeny", List.of(DECIDE)),
          Map.entry("AccessRequestApprove", List.of(DECIDE)),
          Map.entry("AccessRequestDeny", List.of(DECIDE)),
          Map.entry("AccessRequestCancel", List.of(DECIDE)));

  private PublishedNames() {}

  /** Tells whether the name or the type depends on the kind of the policy. */
  static boolean needsKind(String operation) {
    return operation.startsWith("PolicyPurge")
        || operation.startsWith("PurgeDocument")
        || operation.endsWith("Preview")
        || NAMES.getOrDefault(operation, List.of()).size() > 1;
  }

  /**
   * The name.
   *
   * @param kind of the policy; one that is not known is taken for that of mailboxes
   */
  static String of(String operation, Optional<PolicyKind> kind, Map<String, String> details) {
    if (operation.equals(FALLBACK)) {
      return "end".equals(details.get("phase")) ? FALLBACK_END : FALLBACK_LABEL;
    }
    boolean isOfMailUser = "MAIL_USER".equals(details.get("recipientKind"));
    if (operation.equals(EDIT)) {
      return isOfMailUser ? "Set-MailUser" : SET_MAILBOX;
    }
    if (REMOVALS.contains(operation)) {
      return isOfMailUser ? "Remove-MailUser" : "Remove-Mailbox";
    }
    List<String> names = NAMES.getOrDefault(operation, List.of(operation));
    if (names.size() == 1) {
      return names.getFirst();
    }
    return switch (kind.orElse(PolicyKind.MAILBOX)) {
      case MAILBOX, SERVICE_MANAGED -> names.getFirst();
      case MULTI_WORKLOAD -> names.get(1);
      case FILE -> names.getLast();
    };
  }
}
