package dev.freehold.mail.messages;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A message's bytes on their way in: bounded, counted and hashed, never kept. */
final class MessageIntake extends FilterInputStream {

  private final HeaderLength header = new HeaderLength();
  private final MessageDigest digest;
  private final long maxBytes;
  private long countedBytes;

  MessageIntake(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
    this.digest = Sha256.digest();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      countedBytes += count;
      requireWithin(countedBytes, maxBytes);
      header.update(target, offset, count);
      digest.update(target, offset, count);
    }
    return count;
  }

  /** Nothing is skipped without being counted. */
  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  long headerBytes() {
    return header.bytes();
  }

  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static void requireWithin(long sizeBytes, long maxBytes) {
    if (sizeBytes > maxBytes) {
      throw new MailException(
          MailError.MESSAGE_TOO_LARGE,
          "a message has at most %d bytes; nothing of it was kept".formatted(maxBytes));
    }
  }
}
