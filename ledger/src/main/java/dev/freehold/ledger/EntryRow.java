package dev.freehold.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the table of entries, with what is left of what names a person in it. It is read as it
 * is: the verifier of the ledger must see damaged bytes too.
 *
 * @param personal the side row, or null if there is none
 */
// Rows are never compared with each other.
@SuppressWarnings("ArrayRecordComponent")
record EntryRow(
    long sequence,
    UUID tenantId,
    long index,
    Instant recordedAt,
    String operation,
    String objectId,
    String outcome,
    byte[] entry,
    byte[] leafHash,
    PersonalRow personal) {

  /** How long it is, as far as that grows with what was said. */
  long bytes() {
    return (long) entry.length + (personal == null ? 0 : personal.bytes());
  }
}
