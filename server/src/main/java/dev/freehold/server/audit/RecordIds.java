package dev.freehold.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of audit records: version 8 of RFC 9562, made of a digest of where the entry stands. */
final class RecordIds {

  private static final String PURPOSE = "freehold audit record 1";
  private static final long VERSION_MASK = 0xffffffffffff0fffL;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT_MASK = 0x3fffffffffffffffL;
  private static final long VARIANT = 0x8000000000000000L;

  private RecordIds() {}

  /**
   * The id of an entry.
   *
   * @param place its number among the entries of the tenant, which never changes
   */
  static UUID of(UUID tenantId, long place) {
    String name = "%s|%s|%d".formatted(PURPOSE, tenantId, place);
    ByteBuffer digest = ByteBuffer.wrap(sha256(name.getBytes(StandardCharsets.UTF_8)));
    return new UUID(
        (digest.getLong() & VERSION_MASK) | VERSION_8, (digest.getLong() & VARIANT_MASK) | VARIANT);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
