package dev.freehold.mail.transfer;

import java.io.IOException;
import java.io.InputStream;

/** Writes messages in one format, folder by folder, in rising UIDs. For one thread. */
interface ExportWriter extends AutoCloseable {

  /**
   * Writes one message; if it throws, nothing of the message stays.
   *
   * @throws dev.freehold.mail.MailException {@code export-hash-mismatch}
   */
  ExportEntry write(MailItem item, InputStream content) throws IOException;

  /** Makes a folder that has no messages. */
  void emptyFolder(String path) throws IOException;

  /** Finishes the folder under way. */
  void endFolder() throws IOException;

  @Override
  void close() throws IOException;
}
