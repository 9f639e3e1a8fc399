package dev.freehold.files.access;

import dev.freehold.crypto.RandomSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of access keys: {@code FH} and 18 characters of base32, 90 random bits. No secret. */
final class AccessKeyId {

  private static final String PREFIX = "FH";
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int RANDOM_CHARS = 18;
  private static final int WAY_FROM = 4;
  private static final Pattern FORM = Pattern.compile("FH[A-Z2-7]{18}");

  private AccessKeyId() {}

  static String generate(RandomSource random) {
    StringBuilder id = new StringBuilder(PREFIX);
    for (byte drawn : random.bytes(RANDOM_CHARS)) {
      // 256 is a multiple of 32, so every character is as likely as any other.
      id.append(ALPHABET.charAt(Byte.toUnsignedInt(drawn) % ALPHABET.length()));
    }
    return id.toString();
  }

  /**
   * The id of its way in: the last 16 characters of this id as bytes, so that anyone who has one
   * has the other.
   */
  static UUID wayOf(String id) {
    ByteBuffer bytes = ByteBuffer.wrap(id.substring(WAY_FROM).getBytes(StandardCharsets.US_ASCII));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Tells whether an access key can have this id, so that garbage asks no database. */
  static boolean isPossible(String text) {
    return FORM.matcher(text).matches();
  }
}
