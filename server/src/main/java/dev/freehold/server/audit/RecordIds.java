package dev.freehold.server.audit;

import dev.freehold.crypto.Sha256;
import dev.freehold.ledger.publish.LogKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of audit records: version 8 of RFC 9562, made of a digest of where the entry stands. */
final class RecordIds {

  private static final long VERSION_MASK = 0xffffffffffff0fffL;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT_MASK = 0x3fffffffffffffffL;
  private static final long VARIANT = 0x8000000000000000L;

  private RecordIds() {}

  /**
   * The id of an entry.
   *
   * @param log whose acts are in the log that it stands in
   * @param place its number among the entries of the tenant, which never changes
   */
  static UUID of(LogKind log, UUID tenantId, long place) {
    String name = "%s|%s|%d".formatted(purpose(log), tenantId, place);
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    return new UUID(
        (digest.getLong() & VERSION_MASK) | VERSION_8, (digest.getLong() & VARIANT_MASK) | VARIANT);
  }

  /** A tenant has an entry of each number in both logs. */
  private static String purpose(LogKind log) {
    return switch (log) {
      case SERVICE -> "freehold audit record 1";
      case VAULTS -> "freehold vault audit record 1";
    };
  }
}
