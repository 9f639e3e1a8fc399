package dev.freehold.files.s3.request;

import dev.freehold.crypto.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A body of known length that is held against its SHA-256 while it is read. The read that would
 * give its last byte fails if the hash is another one, so a reader never has all of a wrong body.
 */
final class HashedBody extends FilterInputStream {

  private final MessageDigest digest = Sha256.digest();
  private final String expected;
  private long leftBytes;

  /**
   * @param lengthBytes how long the body is
   * @param expected its SHA-256 in hexadecimal
   */
  HashedBody(InputStream body, long lengthBytes, String expected) {
    super(body);
    this.leftBytes = lengthBytes;
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      digest.update(target, offset, count);
      leftBytes -= count;
      if (leftBytes <= 0) {
        requireHash();
      }
    }
    return count;
  }

  private void requireHash() {
    if (leftBytes < 0 || !Sha256.hex(digest).equals(expected)) {
      throw S3Failures.of(
          ErrorCode.CONTENT_SHA256_MISMATCH,
          "the body has another SHA-256 than x-amz-content-sha256 says");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
