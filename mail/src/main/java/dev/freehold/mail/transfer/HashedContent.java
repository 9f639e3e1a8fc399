package dev.freehold.mail.transfer;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.source.SourceMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A message's hash, and its bytes if they are few; a longer one is read from its source again. */
final class HashedContent {

  private static final int KEPT_BYTES = 256 * 1024;
  private static final int END_PROBE_BYTES = 512;

  private final SourceMessage message;
  private final byte[] sha256;
  private final long sizeBytes;
  private final byte[] kept;

  private HashedContent(SourceMessage message, byte[] sha256, long sizeBytes, byte[] kept) {
    this.message = message;
    this.sha256 = sha256;
    this.sizeBytes = sizeBytes;
    this.kept = kept;
  }

  static HashedContent of(SourceMessage message) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = message.open()) {
      byte[] start = in.readNBytes((int) Math.min(KEPT_BYTES, message.sizeBytes() + 1));
      digest.update(start);
      long size = start.length;
      byte[] buffer = new byte[start.length < KEPT_BYTES ? END_PROBE_BYTES : KEPT_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        size += count;
        requireWithinLimit(size);
      }
      byte[] kept = size == start.length ? start : null;
      return new HashedContent(message, digest.digest(), size, kept);
    }
  }

  byte[] sha256() {
    return sha256.clone();
  }

  long sizeBytes() {
    return sizeBytes;
  }

  InputStream open() throws IOException {
    return kept == null ? message.open() : new ByteArrayInputStream(kept);
  }

  private static void requireWithinLimit(long sizeBytes) {
    if (sizeBytes > MailLimits.MAX_MESSAGE_BYTES) {
      throw new MailException(
          MailError.MESSAGE_TOO_LARGE,
          "a message has at most %d bytes".formatted(MailLimits.MAX_MESSAGE_BYTES));
    }
  }
}
