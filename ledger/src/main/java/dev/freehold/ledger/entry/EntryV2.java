package dev.freehold.ledger.entry;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The second form of an entry, as docs/formats/ledger-entry-v2.md says: a canonical JSON object in
 * UTF-8 like the first, with the place in the tenant's log as {@code index} and commitments to what
 * names a person as {@code personal}. There is an {@code actor} only if that is no person.
 */
final class EntryV2 {

  static final int VERSION = 2;

  private record Members(
      String actor,
      Map<String, String> details,
      long index,
      String objectId,
      String operation,
      Outcome outcome,
      Map<String, String> personal,
      long sequence,
      UUID tenantId,
      String time,
      int v) {}

  private EntryV2() {}

  static EntryContent read(byte[] bytes) throws IOException {
    Members members = EntryJson.read(bytes, Members.class);
    return new EntryContent(
        members.v,
        members.sequence,
        OptionalLong.of(members.index),
        Instant.parse(members.time),
        members.tenantId,
        Optional.ofNullable(members.actor),
        members.operation,
        members.objectId,
        members.outcome,
        members.details,
        members.personal);
  }

  static byte[] write(EntryContent content) {
    Map<String, Object> members = new HashMap<>();
    content.actor().ifPresent(actor -> members.put("actor", actor));
    members.put("details", content.details());
    members.put("index", content.index().orElseThrow());
    members.put("objectId", content.objectId());
    members.put("operation", content.operation());
    members.put("outcome", content.outcome().name());
    members.put("personal", content.commitments());
    members.put("sequence", content.sequence());
    members.put("tenantId", content.tenantId().toString());
    members.put("time", EntryJson.time(content.time()));
    members.put("v", (long) VERSION);
    return CanonicalJson.bytes(members);
  }
}
