package dev.freehold.mail.mailboxes;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an administrator changes of a mailbox's quota; empty fields stay as they are.
 *
 * @param usesDefault true for the server's quota again, and then neither of the others; false for
 *     one of its own, which begins as the server's
 * @param max the new quota, an empty number for none; from then on the mailbox has its own
 * @param warning the same of the quota for warnings
 */
public record QuotaEdit(
    Optional<Boolean> usesDefault, Optional<OptionalLong> max, Optional<OptionalLong> warning) {

  /** Nothing changes. */
  public static final QuotaEdit NONE =
      new QuotaEdit(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * The mailbox's own quota after it; empty if it has none.
   *
   * @throws dev.freehold.mail.MailException {@code recipient-invalid}
   */
  Optional<MailboxQuota> applyTo(Optional<MailboxQuota> own, MailboxQuota ofServer) {
    boolean isGiven = max.isPresent() || warning.isPresent();
    if (usesDefault.orElse(false)) {
      if (isGiven) {
        throw RecipientRules.invalid(
            "a mailbox has the server's quota or one of its own; give one or the other");
      }
      return Optional.empty();
    }
    if (!isGiven && usesDefault.isEmpty()) {
      return own;
    }
    MailboxQuota before = own.orElse(ofServer);
    OptionalLong bound = max.orElse(before.max());
    return Optional.of(
        new MailboxQuota(bound, warning.orElseGet(() -> within(before.warning(), bound))));
  }

  /** A warning that nobody chose comes with the quota at the latest. */
  private static OptionalLong within(OptionalLong warning, OptionalLong bound) {
    return warning.isPresent() && bound.isPresent() && warning.getAsLong() > bound.getAsLong()
        ? bound
        : warning;
  }
}
