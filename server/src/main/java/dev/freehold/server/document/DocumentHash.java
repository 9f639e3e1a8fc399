package dev.freehold.server.document;

import dev.freehold.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of documents and files, in lower-case hexadecimal digits. */
public final class DocumentHash {

  private DocumentHash() {}

  /** The hash of bytes in memory, as 64 lower-case hexadecimal digits. */
  public static String of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** Of the first bytes alone. */
  static String of(byte[] bytes, int length) {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes, 0, length);
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The hash of a file of any size.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
