package dev.freehold.mail.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A mailbox to export. Implementations are safe for use by many threads. Each method throws {@link
 * MailSink.RefusedException} if it is refused, with the code to report, and IOException if the
 * connection broke.
 */
public interface MailSource {

  /** All folders, sorted by path. */
  List<MailFolder> folders() throws IOException;

  /**
   * The messages of a folder with a UID above {@code afterUid}, rising, at most {@code max}; empty
   * at the end.
   *
   * @param max 1 to {@link dev.freehold.mail.MailLimits#MAX_MESSAGES_PER_CALL}
   */
  List<MailItem> list(String folder, long afterUid, int max) throws IOException;

  /** The bytes of a message; the caller closes the stream. */
  InputStream open(MailItem item) throws IOException;
}
