package dev.freehold.mail.transfer;

import java.io.IOException;
import java.io.InputStream;

/** The destination of imported messages. Implementations are safe for use by many threads. */
public interface MailSink {

  /**
   * Stores one message, whole or not at all, and returns if and only if it is durable.
   *
   * @param content the message's bytes; read at most once, not at all if the message is already
   *     there; the caller closes it
   * @throws RefusedException if the message was not taken, with the code to report; other messages
   *     may still be
   * @throws IOException if the sink cannot be reached or {@code content} cannot be read
   */
  AppendReceipt append(AppendRequest request, InputStream content) throws IOException;

  /** A message was not taken. */
  final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** States the stable code and a message safe to show. */
    public RefusedException(String code, String message, Throwable cause) {
      super(message, cause);
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }
}
