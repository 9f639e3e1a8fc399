package dev.freehold.ledger;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.ledger.LedgerEntry.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/**
 * The bytes of an entry that are hashed: a canonical JSON object in UTF-8 with the members {@code
 * actor}, {@code details}, {@code objectId}, {@code operation}, {@code outcome}, {@code sequence},
 * {@code tenantId}, {@code time} (UTC with milliseconds) and {@code v}, the version of this form.
 * The sequence is in it, so that an entry cannot be moved.
 */
final class EntryFormat {

  private static final int VERSION = 1;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private record Members(
      String actor,
      Map<String, String> details,
      String objectId,
      String operation,
      Outcome outcome,
      long sequence,
      UUID tenantId,
      String time,
      int v) {}

  private EntryFormat() {}

  static byte[] write(long sequence, Instant time, LedgerEntry entry) {
    return CanonicalJson.write(
            Map.of(
                "actor", entry.actor(),
                "details", entry.details(),
                "objectId", entry.objectId(),
                "operation", entry.operation(),
                "outcome", entry.outcome().name(),
                "sequence", sequence,
                "tenantId", entry.tenantId().toString(),
                "time", TIME.format(time),
                "v", (long) VERSION))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  static Content read(byte[] bytes) throws IOException {
    Members members = JSON.readValue(bytes, Members.class);
    try {
      LedgerEntry entry =
          new LedgerEntry(
              members.tenantId,
              members.actor,
              members.operation,
              members.objectId,
              members.outcome,
              members.details);
      return new Content(members.sequence, Instant.parse(members.time), entry);
    } catch (RuntimeException e) {
      throw new IOException("an entry is outside its bounds", e);
    }
  }

  /** What the bytes say. */
  record Content(long sequence, Instant time, LedgerEntry entry) {}
}
