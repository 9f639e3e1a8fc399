package dev.freehold.content.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The digest of an object's content. The object's owner keeps it in a sealed row. Immutable. */
public final class ContentDigest {

  private static final int BUFFER_BYTES = 64 << 10;

  private final Algorithm algorithm;
  private final byte[] value;

  private ContentDigest(Algorithm algorithm, byte[] value) {
    this.algorithm = algorithm;
    this.value = value;
  }

  /**
   * A digest in hexadecimal digits.
   *
   * @throws IllegalArgumentException if it has another length than the algorithm's
   */
  public static ContentDigest ofHex(Algorithm algorithm, String hex) {
    byte[] value = HexFormat.of().parseHex(hex);
    if (value.length != algorithm.bytes) {
      throw new IllegalArgumentException(
          "a digest by %s has %d bytes, got %d"
              .formatted(algorithm, algorithm.bytes, value.length));
    }
    return new ContentDigest(algorithm, value);
  }

  /** Reads {@code content} to its end and tells whether it has this digest. */
  boolean isOf(InputStream content) throws IOException {
    MessageDigest digest = algorithm.create();
    InputStream digested = new DigestInputStream(content, digest);
    byte[] buffer = new byte[BUFFER_BYTES];
    while (digested.read(buffer, 0, buffer.length) >= 0) {}
    return MessageDigest.isEqual(value, digest.digest());
  }

  /** How owners digest their content. */
  public enum Algorithm {
    /** Of messages. */
    SHA_256("SHA-256", 32),
    /** Of documents and their parts: what S3 calls an ETag. */
    MD5("MD5", 16);

    private final String javaName;
    private final int bytes;

    Algorithm(String javaName, int bytes) {
      this.javaName = javaName;
      this.bytes = bytes;
    }

    private MessageDigest create() {
      try {
        return MessageDigest.getInstance(javaName);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + javaName, e);
      }
    }
  }
}
