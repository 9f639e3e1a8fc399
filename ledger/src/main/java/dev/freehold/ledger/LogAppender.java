package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.entry.PreparedEntry;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes entries at the ends of their tenants' logs. The thread that does so has the turn of the
 * head. Entries that wait for their places come first, so what was recorded before something else
 * began also comes before it in the log.
 */
final class LogAppender {

  private LogAppender() {}

  /** Whether acts' transactions leave their entries to be put into the logs later. */
  static boolean integratesLater(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> false;
      case POSTGRESQL -> true;
    };
  }

  /** Appends the entries in their order; all or none if the transaction is. */
  static List<Appended> append(Handle tx, Dialect dialect, List<TimedEntry> entries) {
    if (!integratesLater(dialect)) {
      return write(tx, dialect, entries);
    }
    List<TimedEntry> all = new ArrayList<>(integrateFullBatches(tx, dialect));
    all.addAll(entries);
    List<Appended> appended = write(tx, dialect, all);
    return appended.subList(all.size() - entries.size(), all.size());
  }

  /** Puts the entries that wait into their tenants' logs. */
  static void integrate(Handle tx, Dialect dialect) {
    List<TimedEntry> last = integrateFullBatches(tx, dialect);
    if (!last.isEmpty()) {
      write(tx, dialect, last);
    }
  }

  /** Returns the last of the entries that waited, which are not enough for a full batch. */
  private static List<TimedEntry> integrateFullBatches(Handle tx, Dialect dialect) {
    while (true) {
      List<TimedEntry> next = PendingRows.take(tx, LedgerLimits.MAX_INTEGRATED_ENTRIES);
      if (next.size() < LedgerLimits.MAX_INTEGRATED_ENTRIES) {
        return next;
      }
      write(tx, dialect, next);
    }
  }

  private static List<Appended> write(Handle tx, Dialect dialect, List<TimedEntry> entries) {
    long sequence = LogHeads.takeSequences(tx, entries.size());
    // Sorted, so that the rows of several heads are always changed in the same order.
    Map<UUID, End> ends = ends(tx, dialect, entries);
    List<EntryRow> rows = new ArrayList<>(entries.size());
    List<Appended> appended = new ArrayList<>(entries.size());
    for (TimedEntry entry : entries) {
      End end = ends.get(entry.entry().entry().tenantId());
      EntryRow row = row(entry.entry(), sequence, end.nextIndex(), entry.time());
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

  private static Map<UUID, End> ends(Handle tx, Dialect dialect, List<TimedEntry> entries) {
    SortedSet<UUID> tenants = new TreeSet<>();
    entries.forEach(entry -> tenants.add(entry.entry().entry().tenantId()));
    Map<UUID, End> ends = new TreeMap<>();
    if (dialect == Dialect.POSTGRESQL && tenants.size() > 1) {
      tenants.forEach(tenant -> ends.put(tenant, new End(MerkleFrontier.EMPTY)));
      LogHeads.find(tx, tenants)
          .forEach(head -> ends.put(head.tenantId(), new End(Adoption.tree(tx, head))));
    } else {
      tenants.forEach(tenant -> ends.put(tenant, new End(Adoption.tree(tx, tenant))));
    }
    return ends;
  }

  private static EntryRow row(PreparedEntry prepared, long sequence, long index, Instant time) {
    LedgerEntry entry = prepared.entry();
    byte[] bytes = prepared.bytes(index, sequence, time);
    return new EntryRow(
        sequence,
        entry.tenantId(),
        index,
        time,
        entry.operation(),
        entry.objectId(),
        entry.outcome().name(),
        bytes,
        MerkleHash.ofLeaf(bytes).bytes(),
        prepared.personal().isEmpty() ? null : PersonalRow.of(sequence, prepared.personal()));
  }

  /** The end of a tenant's log, and the leaves that come after it. */
  private record End(MerkleFrontier tree, List<MerkleHash> leaves) {

    End(MerkleFrontier tree) {
      this(tree, new ArrayList<>());
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
