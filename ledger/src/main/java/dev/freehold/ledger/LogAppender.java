package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.PendingRows.Waiting;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.entry.PreparedEntry;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Writes entries at the ends of their tenants' logs, with the turn to do so. Entries that wait for
 * their places come first, so what was recorded before something else began also comes before it in
 * the log.
 */
final class LogAppender {

  private final Handle tx;
  private final Dialect dialect;
  private final LogEnds ends;

  private LogAppender(Handle tx, Dialect dialect, LogEnds ends) {
    this.tx = tx;
    this.dialect = dialect;
    this.ends = ends;
  }

  /** Whether acts' transactions leave their entries to be put into the logs later. */
  static boolean integratesLater(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> false;
      case POSTGRESQL -> true;
    };
  }

  /** Takes the turn, which the transaction keeps to its end. */
  static LogAppender withTurn(Handle tx, Dialect dialect) {
    return new LogAppender(tx, dialect, LogEnds.withTurn(tx, dialect));
  }

  /** Appends the entries in their order; all or none if the transaction is. */
  List<Appended> append(List<TimedEntry> entries) {
    Set<UUID> tenants = tenants(entries);
    Waiting waiting = takeWaiting(tenants);
    while (waiting.isFull()) {
      write(waiting.entries(), waiting.heads());
      waiting = takeWaiting(tenants);
    }
    return appendBehind(waiting, entries);
  }

  /**
   * Appends the entries, unless so many others wait that this would keep the turn for long. The
   * oldest of those get their places then.
   */
  Optional<List<Appended>> appendSoon(List<TimedEntry> entries) {
    Waiting waiting = takeWaiting(tenants(entries));
    if (waiting.isFull()) {
      write(waiting.entries(), waiting.heads());
      return Optional.empty();
    }
    return Optional.of(appendBehind(waiting, entries));
  }

  private List<Appended> appendBehind(Waiting waiting, List<TimedEntry> entries) {
    List<TimedEntry> all = new ArrayList<>(waiting.entries());
    all.addAll(entries);
    return write(all, waiting.heads()).subList(all.size() - entries.size(), all.size());
  }

  /**
   * Puts the oldest of the entries that wait into their tenants' logs, at most a batch.
   *
   * @return the id up to which nothing waits any more that could be seen
   */
  long integrate() {
    Waiting waiting = takeWaiting(Set.of());
    if (!waiting.entries().isEmpty()) {
      write(waiting.entries(), waiting.heads());
    }
    return waiting.isFull() ? waiting.lastId() : Long.MAX_VALUE;
  }

  private Waiting takeWaiting(Set<UUID> tenants) {
    return integratesLater(dialect)
        ? PendingRows.take(tx, LedgerLimits.MAX_INTEGRATED_ENTRIES, tenants)
        : Waiting.NONE;
  }

  private static Set<UUID> tenants(List<TimedEntry> entries) {
    Set<UUID> tenants = new HashSet<>();
    for (TimedEntry entry : entries) {
      tenants.add(entry.entry().entry().tenantId());
    }
    return tenants;
  }

  private List<Appended> write(List<TimedEntry> entries, Map<UUID, Head> known) {
    long sequence = ends.takeSequences(entries.size());
    // Sorted, so that the rows of several heads are always changed in the same order.
    Map<UUID, End> logs = logs(entries, known);
    List<EntryRow> rows = new ArrayList<>(entries.size());
    List<Appended> appended = new ArrayList<>(entries.size());
    for (TimedEntry entry : entries) {
      End log = logs.get(entry.entry().entry().tenantId());
      EntryRow row = row(entry.entry(), sequence, log.nextIndex(), entry.time());
      log.leaves.add(MerkleHash.fromBytes(row.leafHash()));
      rows.add(row);
      appended.add(new Appended(row.sequence(), row.index()));
      sequence++;
    }
    List<Head> heads = new ArrayList<>(logs.size());
    logs.forEach((tenantId, log) -> heads.add(Head.of(tenantId, log.grown())));
    ends.write(rows, heads);
    // After the entries, which the tiles are made of.
    heads.forEach(
        head ->
            new Tiles(tx, head.tenantId())
                .complete(logs.get(head.tenantId()).tree.size(), head.size()));
    return appended;
  }

  private Map<UUID, End> logs(List<TimedEntry> entries, Map<UUID, Head> known) {
    Map<UUID, End> logs = new TreeMap<>();
    tenants(entries).forEach(tenant -> logs.put(tenant, new End(MerkleFrontier.EMPTY)));
    List<UUID> unknown = logs.keySet().stream().filter(id -> !known.containsKey(id)).toList();
    Stream.concat(
            known.values().stream().filter(head -> logs.containsKey(head.tenantId())),
            LogHeads.find(tx, dialect, unknown).stream())
        .forEach(head -> logs.put(head.tenantId(), new End(Adoption.tree(tx, head))));
    return logs;
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

    MerkleFrontier grown() {
      return tree.append(leaves);
    }
  }
}
