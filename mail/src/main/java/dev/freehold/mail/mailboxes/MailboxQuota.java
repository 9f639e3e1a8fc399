package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailLimits;
import java.util.OptionalLong;

/**
 * How many bytes of messages a mailbox may hold; a copy counts like its original.
 *
 * @param max what no message makes it pass; empty for no bound
 * @param warning from where on it is said to be nearly full; empty for never
 */
public record MailboxQuota(OptionalLong max, OptionalLong warning) {

  private static final int WARNED_PART = 50;

  /**
   * Checks the numbers.
   *
   * @throws dev.freehold.mail.MailException {@code recipient-invalid}
   */
  public MailboxQuota {
    max.ifPresent(MailboxQuota::require);
    warning.ifPresent(MailboxQuota::require);
    if (max.isPresent() && warning.isPresent() && warning.getAsLong() > max.getAsLong()) {
      throw RecipientRules.invalid("the quota for warnings is at most the quota itself");
    }
  }

  private static void require(long bytes) {
    if (bytes < 1 || bytes > MailLimits.MAX_QUOTA_BYTES) {
      throw RecipientRules.invalid(
          "a quota has 1 to %d bytes, or there is none".formatted(MailLimits.MAX_QUOTA_BYTES));
    }
  }

  /** That of mailboxes without one of their own: a warning comes at 98 percent. */
  public static MailboxQuota ofServer(long maxBytes) {
    return new MailboxQuota(
        OptionalLong.of(maxBytes), OptionalLong.of(maxBytes - maxBytes / WARNED_PART));
  }

  /** Whether a mailbox that holds so much takes so much more. */
  public boolean takes(long usedBytes, long addedBytes) {
    return max.isEmpty() || usedBytes + addedBytes <= max.getAsLong();
  }

  /** How full a mailbox is. */
  public Fill fill(long usedBytes) {
    if (max.isPresent() && usedBytes >= max.getAsLong()) {
      return Fill.FULL;
    }
    return warning.isPresent() && usedBytes >= warning.getAsLong() ? Fill.WARNING : Fill.BELOW;
  }

  /** How full a mailbox is. */
  public enum Fill {
    /** There is room. */
    BELOW,
    /** It is nearly full. */
    WARNING,
    /** It takes nothing more. */
    FULL
  }
}
