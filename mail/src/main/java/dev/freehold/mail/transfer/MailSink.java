package dev.freehold.mail.transfer;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.MailError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The destination of imported messages. Implementations are safe for use by many threads. */
public interface MailSink {

  /**
   * Stores one message, whole or not at all, and returns if and only if it is durable.
   *
   * @param content the message's bytes; read at most once, not at all if the message is already
   *     there; the caller closes it
   * @throws RefusedException if the message was not taken, with the code to report; other messages
   *     may still be
   * @throws IOException if {@code content} cannot be read, or the connection broke
   */
  AppendReceipt append(AppendRequest request, InputStream content) throws IOException;

  /**
   * Makes a folder that has no messages, unless it is there.
   *
   * @throws RefusedException if it was not made, with the code to report
   * @throws IOException if the sink cannot be reached
   */
  void makeFolder(String path) throws IOException;

  /** What a refusal says of other messages. */
  enum Reach {
    /** Nothing: this message is refused, others may be taken. */
    MESSAGE,
    /** All that is sent at the moment is refused; trying again later can help. */
    NOW,
    /** All are refused until somebody changes something. */
    ALL;

    /** Codes that concern a whole mailbox, though their statuses are also those of messages. */
    private static final Set<String> OF_MAILBOXES =
        Set.of(
            MailError.MAILBOX_NOT_FOUND.code(),
            MailError.NOT_MIGRATED.code(),
            MailError.MAILBOX_FULL.code(),
            KeyAccessException.Reason.NO_SUCH_KEY.code(),
            KeyAccessException.Reason.AVAILABILITY_KEY_MISSING.code(),
            KeyAccessException.Reason.NOT_AUTHENTIC.code());

    /** What a refusal with this HTTP status and code says. */
    public static Reach of(int status, String code) {
      return switch (status) {
        case 408, 429, 502, 503, 504 -> NOW;
        case 401, 403, 410 -> ALL;
        default -> OF_MAILBOXES.contains(code) ? ALL : MESSAGE;
      };
    }
  }

  /** A message was not taken. */
  final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reach reach;
    private final String code;

    /** States what else is refused, the stable code and a message safe to show. */
    public RefusedException(Reach reach, String code, String message, Throwable cause) {
      super(message, cause);
      this.reach = reach;
      this.code = code;
    }

    /** What else is refused. */
    public Reach reach() {
      return reach;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }
}
