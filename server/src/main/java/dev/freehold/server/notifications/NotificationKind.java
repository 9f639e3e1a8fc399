package dev.freehold.server.notifications;

import dev.freehold.custody.identity.Role;
import java.util.Arrays;
import java.util.Optional;

/** Of what somebody is notified. Each kind has a stable word, which programs may rely on. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are unmodifiable copies
public enum NotificationKind {
  /** A vault administrator has to consent to a purge. */
  PURGE_CONSENT("purge-consent", Audience.named()),
  /** The document of a purge has to be made. */
  PURGE_DOCUMENT("purge-document", Audience.of(Role.GLOBAL_ADMIN)),
  /** The approver has to sign the document of a purge. */
  PURGE_SIGNATURE("purge-signature", Audience.of(Role.APPROVER)),
  /** Two operators have to approve a purge. */
  PURGE_APPROVAL("purge-approval", Audience.ofOperators()),
  /** A purge is done and its receipt can be kept. */
  PURGE_RECEIPT("purge-receipt", Audience.of(Role.GLOBAL_ADMIN, Role.APPROVER)),
  /** A second operator has to endorse a request for access to a tenant's content. */
  LOCKBOX_ENDORSEMENT("lockbox-endorsement", Audience.ofOperators()),
  /** The tenant has to decide on a request for access to its content. */
  LOCKBOX_REQUEST("lockbox-request", Audience.of(Role.GLOBAL_ADMIN, Role.APPROVER)),
  /** The tenant has to decide on a recovery. */
  RECOVERY_REQUEST("recovery-request", Audience.of(Role.GLOBAL_ADMIN, Role.APPROVER)),
  /** An operator has to open a recovery that the tenant approved. */
  RECOVERY_OPENING("recovery-opening", Audience.ofOperators()),
  /** A second person has to agree to an act. */
  SECOND_PERSON(
      "second-person",
      Audience.of(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.VAULT_ADMIN, Role.APPROVER)),
  /** A second person has to decide on an order that moves content out of a locked policy. */
  MOVE_APPROVAL(
      "move-approval",
      Audience.of(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.APPROVER)),
  /** A root key of a policy refuses the service. */
  ROOT_REVOKED("root-revoked", Audience.of(Role.GLOBAL_ADMIN, Role.VAULT_ADMIN)),
  /** The vault of a root key of a policy does not answer. */
  ROOT_SILENT("root-silent", Audience.of(Role.GLOBAL_ADMIN, Role.VAULT_ADMIN)),
  /**
   * A root key of a policy gives something other than the policy's key, or its vault does not let
   * in the address of a node.
   */
  ROOT_WRONG("root-wrong", Audience.of(Role.GLOBAL_ADMIN, Role.VAULT_ADMIN)),
  /** A root key of a policy refuses and the other does not agree: users cannot read. */
  POLICY_LOCKED("policy-locked", Audience.of(Role.GLOBAL_ADMIN, Role.VAULT_ADMIN)),
  /** An availability key stands in for the root keys of a policy. */
  AVAILABILITY_KEY_USED(
      "availability-key-used", Audience.of(Role.GLOBAL_ADMIN, Role.VAULT_ADMIN, Role.AUDITOR)),
  /** A version of a key expires within a month. */
  KEY_EXPIRING("key-expiring", Audience.of(Role.GLOBAL_ADMIN, Role.VAULT_ADMIN)),
  /** A job failed and waits for somebody to resume it. */
  JOB_FAILED("job-failed", Audience.of(Role.GLOBAL_ADMIN).andOperators()),
  /** A recovery code was used in place of a person's passkey. */
  RECOVERY_CODE_USED("recovery-code-used", Audience.named()),
  /** A person has a new passkey. */
  PASSKEY_MADE("passkey-made", Audience.named()),
  /** A person's passkey seems to be on two devices. */
  PASSKEY_COPIED("passkey-copied", Audience.of(Role.GLOBAL_ADMIN)),
  /** Somebody tries a webhook. */
  TEST("test", Audience.named());

  private final String word;
  private final Audience audience;

  NotificationKind(String word, Audience audience) {
    this.word = word;
    this.audience = audience;
  }

  /** The stable word, such as {@code purge-consent}. */
  public String word() {
    return word;
  }

  /** Who is told by e-mail. */
  public Audience audience() {
    return audience;
  }

  /** The kind of this word. */
  public static Optional<NotificationKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
