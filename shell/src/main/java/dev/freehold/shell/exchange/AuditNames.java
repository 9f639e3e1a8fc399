package dev.freehold.shell.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which cmdlet an operation of the server's ledger is. */
final class AuditNames {

  static final String FALLBACK = "FallbackToAvailabilityKey";
  static final String ASSIGN = "PolicyAssign";
  static final String EDIT = "MailboxEdit";

  private static final String SET_MAILBOX = "Set-Mailbox";
  private static final String SET_MAIL_USER = "Set-MailUser";
  private static final String SET_POLICY = "Set-DataEncryptionPolicy";
  private static final String SET_TENANT_POLICY = "Set-M365DataAtRestEncryptionPolicy";
  private static final String UPDATE_SITES = "Update-SPODataEncryptionPolicy";
  private static final String DECIDE = "Set-AccessToCustomerDataRequest";

  /**
   * The names by operation: one, or one for each of {@link PolicyKinds.Kind}. Whatever is not here
   * is called what the ledger calls it.
   */
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
          Map.entry("PolicyPurgeRequest", List.of(SET_POLICY)),
          Map.entry(ASSIGN, List.of(SET_MAILBOX)),
          Map.entry("MultiWorkloadAssign", List.of("Set-M365DataAtRestEncryptionPolicyAssignment")),
          Map.entry(EDIT, List.of(SET_MAILBOX)),
          Map.entry("MailboxCreate", List.of("New-Mailbox")),
          Map.entry("MailUserCreate", List.of("New-MailUser")),
          Map.entry("MigrationBatchCreate", List.of("New-MigrationBatch")),
          Map.entry("MigrationBatchRemove", List.of("Remove-MigrationBatch")),
          Map.entry("MigrationEndpointCreate", List.of("New-MigrationEndpoint")),
          Map.entry("RecoveryApprove", List.of(DECIDE)),
          Map.entry("RecoveryDeny", List.of(DECIDE)),
          Map.entry("RecoveryCancel", List.of(DECIDE)),
          Map.entry("AccessRequestApprove", List.of(DECIDE)),
          Map.entry("AccessRequestDeny", List.of(DECIDE)),
          Map.entry("AccessRequestCancel", List.of(DECIDE)),
          Map.entry(FALLBACK, List.of("Fallback to Availability Key")));

  private AuditNames() {}

  /** Tells whether the name depends on the kind of the policy. */
  static boolean needsKind(String operation) {
    return NAMES.getOrDefault(operation, List.of()).size() > 1;
  }

  /** The name; a kind that is not known is taken for that of mailboxes. */
  static String of(String operation, Optional<PolicyKinds.Kind> kind) {
    List<String> names = NAMES.getOrDefault(operation, List.of(operation));
    if (names.size() == 1) {
      return names.getFirst();
    }
    return switch (kind.orElse(PolicyKinds.Kind.MAILBOX)) {
      case MAILBOX -> names.getFirst();
      case TENANT -> names.get(1);
      case FILE -> names.getLast();
    };
  }

  /** The name of the change of a recipient, whose kind older records do not tell. */
  static String ofEdit(Optional<String> recipientKind) {
    return recipientKind.filter("MAIL_USER"::equals).isPresent() ? SET_MAIL_USER : SET_MAILBOX;
  }

  /** The operations of the ledger that any of some names may mean. */
  static Set<String> operations(List<String> names) {
    Map<String, Set<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    NAMES.forEach(
        (operation, all) ->
            all.forEach(
                name -> byName.computeIfAbsent(name, key -> new TreeSet<>()).add(operation)));
    byName.put(SET_MAIL_USER, Set.of(EDIT));
    Set<String> operations = new TreeSet<>();
    for (String name : names) {
      operations.addAll(byName.getOrDefault(name, Set.of(name)));
    }
    return operations;
  }
}
