package dev.freehold.mail.messages;

import dev.freehold.content.store.ObservedInput;
import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.envelope.MessageStart;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A message's bytes on their way in: bounded, counted and hashed; only the first are kept. */
final class MessageIntake extends ObservedInput {

  private final HeaderLength header = new HeaderLength();
  private final MessageStart start = new MessageStart();
  private final MessageDigest digest;
  private final long maxBytes;
  private long countedBytes;

  MessageIntake(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
    this.digest = Sha256.digest();
  }

  @Override
  protected void observe(byte[] bytes, int offset, int count) {
    if (count > 0) {
      countedBytes += count;
      requireWithin(countedBytes, maxBytes);
      header.update(bytes, offset, count);
      start.update(bytes, offset, count);
      digest.update(bytes, offset, count);
    }
  }

  long headerBytes() {
    return header.bytes();
  }

  Envelope envelope() {
    return start.envelope();
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
