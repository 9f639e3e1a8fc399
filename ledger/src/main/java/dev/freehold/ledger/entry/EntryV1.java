package dev.freehold.ledger.entry;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The first form of an entry, which is only read, never written: a canonical JSON object in UTF-8
 * with the members {@code actor}, {@code details}, {@code objectId}, {@code operation}, {@code
 * outcome}, {@code sequence}, {@code tenantId}, {@code time} (UTC with milliseconds) and {@code v}.
 * It has no index in the tenant's log, and nothing in it can be erased.
 */
public final class EntryV1 {

  /** The number of this form. */
  public static final int VERSION = 1;

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

  private EntryV1() {}

  static EntryContent read(byte[] bytes) throws IOException {
    Members members = EntryJson.read(bytes, Members.class);
    return new EntryContent(
        members.v,
        members.sequence,
        OptionalLong.empty(),
        Instant.parse(members.time),
        members.tenantId,
        Optional.of(members.actor),
        members.operation,
        members.objectId,
        members.outcome,
        members.details,
        Map.of());
  }

  static byte[] write(EntryContent content) {
    return CanonicalJson.bytes(
        Map.of(
            "actor", content.actor().orElseThrow(),
            "details", content.details(),
            "objectId", content.objectId(),
            "operation", content.operation(),
            "outcome", content.outcome().name(),
            "sequence", content.sequence(),
            "tenantId", content.tenantId().toString(),
            "time", EntryJson.time(content.time()),
            "v", (long) VERSION));
  }
}
