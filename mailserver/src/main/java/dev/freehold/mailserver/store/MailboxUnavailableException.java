package dev.freehold.mailserver.store;

import dev.freehold.custody.KeyAccessException;
import java.util.Optional;
import org.apache.james.mailbox.exception.MailboxException;

/**
 * A mailbox's key was not given. The message is safe to show to the one who asked: it says what
 * happened and what to do.
 */
public final class MailboxUnavailableException extends MailboxException {

  private static final long serialVersionUID = 1L;

  private final KeyAccessException.Reason reason;

  MailboxUnavailableException(KeyAccessException refused) {
    super(refused.getMessage(), refused);
    this.reason = refused.reason();
  }

  /** Why the key was not given, for decisions in code. */
  public KeyAccessException.Reason reason() {
    return reason;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return ((KeyAccessException) getCause()).code();
  }

  /** Whether trying again later may help without anybody's doing. */
  public boolean isTemporary() {
    return switch (reason) {
      case ADDRESS_REFUSED, DID_NOT_ANSWER, NOT_RECORDED, KEY_RENEWED, WRONG_ANSWER -> true;
      case NO_SUCH_KEY, PURGED, REFUSED, AVAILABILITY_KEY_MISSING, NOT_AUTHENTIC -> false;
    };
  }

  /**
   * Finds out whether a failure is that a key was not given, wherever it came from: content is read
   * when it is sent, and fails there with {@link KeyAccessException}.
   */
  public static Optional<MailboxUnavailableException> find(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MailboxUnavailableException unavailable) {
        return Optional.of(unavailable);
      }
      if (cause instanceof KeyAccessException refused) {
        return Optional.of(new MailboxUnavailableException(refused));
      }
    }
    return Optional.empty();
  }
}
