package dev.freehold.mail.transfer;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;

/** Copies a message and compares its hash with the one it was stored with. */
final class VerifiedCopy {

  private static final int BUFFER_BYTES = 64 * 1024;

  private VerifiedCopy() {}

  /**
   * Copies a message into a new file of its date, of which nothing stays if that fails.
   *
   * @throws MailException as {@link #copy}
   * @throws WriteFailure as {@link #copy}
   */
  static ExportEntry toFile(MailItem item, InputStream content, Path file) throws IOException {
    try {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
        copy(item, content, out);
      }
      Files.setLastModifiedTime(file, FileTime.from(item.internalDate()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new ExportEntry(file, item.sizeBytes(), item.sha256(), false);
  }

  /**
   * Copies all of {@code content}.
   *
   * @throws MailException {@code export-hash-mismatch}; what was written is to be removed
   * @throws WriteFailure if {@code out} fails, so that it can be told from the source failing
   */
  static void copy(MailItem item, InputStream content, OutputStream out) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      digest.update(buffer, 0, count);
      size += count;
      try {
        out.write(buffer, 0, count);
      } catch (IOException e) {
        throw new WriteFailure(e);
      }
    }
    if (size != item.sizeBytes() || !Sha256.hex(digest).equals(item.sha256())) {
      throw new MailException(
          MailError.HASH_MISMATCH,
          ("%d bytes came out, with a different hash than the %d bytes that went in; look at the"
                  + " store's disk")
              .formatted(size, item.sizeBytes()));
    }
  }

  /** The target cannot be written. */
  static final class WriteFailure extends IOException {
    private static final long serialVersionUID = 1L;

    WriteFailure(IOException cause) {
      super(cause);
    }
  }
}
