package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.PreparedEntry;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes entries at the ends of their tenants' logs. The thread that appends has the turn of the
 * head.
 */
final class LogAppender {

  private final Clock clock;

  LogAppender(Clock clock) {
    this.clock = clock;
  }

  /** Appends the entries in their order; all or none if the transaction is. */
  List<Appended> append(Handle tx, List<PreparedEntry> entries) {
    long sequence = LogHeads.takeSequences(tx, entries.size());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // Sorted, so that the rows of several heads are always changed in the same order.
    Map<UUID, End> ends = new TreeMap<>();
    List<EntryRow> rows = new ArrayList<>(entries.size());
    List<Appended> appended = new ArrayList<>(entries.size());
    for (PreparedEntry entry : entries) {
      End end = ends.computeIfAbsent(entry.entry().tenantId(), tenant -> End.of(tx, tenant));
      EntryRow row = row(entry, sequence, end.nextIndex(), now);
      end.leaves.add(MerkleHash.fromBytes(row.leafHash()));
      rows.add(row);
      appended.add(new Appended(row.sequence(), row.index()));
      sequence++;
    }
    EntryRows.insert(tx, rows);
    List<Head> heads = new ArrayList<>(ends.size());
    ends.forEach((tenantId, end) -> heads.add(end.grow(tx, tenantId)));
    LogHeads.save(tx, heads);
    return appended;
  }

  private static EntryRow row(PreparedEntry prepared, long sequence, long index, Instant now) {
    LedgerEntry entry = prepared.entry();
    byte[] bytes = prepared.bytes(index, sequence, now);
    return new EntryRow(
        sequence,
        entry.tenantId(),
        index,
        now,
        entry.operation(),
        entry.objectId(),
        entry.outcome().name(),
        bytes,
        MerkleHash.ofLeaf(bytes).bytes(),
        prepared.personal().isEmpty() ? null : PersonalRow.of(sequence, prepared.personal()));
  }

  /** The end of a tenant's log, and the leaves that come after it. */
  private record End(MerkleFrontier tree, List<MerkleHash> leaves) {

    static End of(Handle tx, UUID tenantId) {
      return new End(Adoption.tree(tx, tenantId), new ArrayList<>());
    }

    long nextIndex() {
      return tree.size() + leaves.size();
    }

    /** The entries must be in their table already: the tiles are made of them. */
    Head grow(Handle tx, UUID tenantId) {
      MerkleFrontier grown = tree.append(leaves);
      new Tiles(tx, tenantId).complete(tree.size(), grown.size());
      return Head.of(tenantId, grown);
    }
  }
}
