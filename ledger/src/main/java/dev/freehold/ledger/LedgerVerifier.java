package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.Verification.Broken;
import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.Verification.Intact;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Recomputes the trees of all tenants from the entries in their sequence, a page at a time. */
final class LedgerVerifier {

  private record Start(
      Optional<Long> lastSequence, long lastEntry, List<Head> heads, Optional<Head> firstTree) {}

  private final Database database;
  private final Map<UUID, LogCheck> logs = new HashMap<>();
  private MerkleFrontier firstTree = MerkleFrontier.EMPTY;
  private long verified;

  LedgerVerifier(Database database) {
    this.database = database;
  }

  Verification verify() {
    Start start =
        database.read(
            tx ->
                new Start(
                    LogHeads.lastSequence(tx),
                    EntryRows.lastSequence(tx),
                    LogHeads.all(tx),
                    LogHeads.firstTree(tx)));
    if (start.lastSequence.isEmpty() || start.firstTree.isEmpty()) {
      return new Broken(1, Fault.HEAD_CHANGED);
    }
    start.heads.forEach(head -> logs.put(head.tenantId(), new LogCheck(head)));
    long last = start.lastSequence.get();
    while (verified < last) {
      Optional<Fault> fault = faultOfNextPage(last, start.firstTree.get());
      if (fault.isPresent()) {
        return new Broken(verified + 1, fault.get());
      }
    }
    if (start.lastEntry != last) {
      return new Broken(last + 1, Fault.HEAD_CHANGED);
    }
    return verifyHeads();
  }

  private Optional<Fault> faultOfNextPage(long last, Head first) {
    // Nothing may stand before the first entry either.
    long after = verified == 0 ? Long.MIN_VALUE : verified;
    return database.read(
        tx -> {
          List<EntryRow> page = EntryRows.after(tx, after, LedgerLimits.MAX_PAGE_ENTRIES);
          if (page.isEmpty()) {
            return Optional.of(Fault.DROPPED);
          }
          for (EntryRow row : page) {
            Optional<Fault> fault = faultOf(row, first);
            if (fault.isEmpty()) {
              fault = logs.get(row.tenantId()).faultOfTiles(tx);
            }
            if (fault.isPresent()) {
              return fault;
            }
            verified++;
            if (verified == last) {
              break;
            }
          }
          return Optional.<Fault>empty();
        });
  }

  private Optional<Fault> faultOf(EntryRow row, Head first) {
    long expected = verified + 1;
    if (row.sequence() != expected) {
      return Optional.of(row.sequence() > expected ? Fault.DROPPED : Fault.REORDERED);
    }
    LogCheck log = logs.get(row.tenantId());
    if (log == null) {
      return Optional.of(Fault.HEAD_CHANGED);
    }
    Optional<Fault> fault = RowCheck.faultOf(row, log.nextIndex());
    if (fault.isPresent()) {
      return fault;
    }
    MerkleHash leaf = MerkleHash.fromBytes(row.leafHash());
    log.add(row.sequence(), leaf);
    return faultOfFirstTree(leaf, first);
  }

  /** The first entries of all tenants are in one tree, from the time before each had its own. */
  private Optional<Fault> faultOfFirstTree(MerkleHash leaf, Head first) {
    if (firstTree.size() >= first.size()) {
      return Optional.empty();
    }
    firstTree = firstTree.append(List.of(leaf));
    boolean isComplete = firstTree.size() == first.size();
    return isComplete && !Arrays.equals(firstTree.bytes(), first.frontier())
        ? Optional.of(Fault.HEAD_CHANGED)
        : Optional.empty();
  }

  private Verification verifyHeads() {
    Map<UUID, LedgerHead> heads = new HashMap<>();
    for (LogCheck log : logs.values()) {
      if (!log.leadsToHead() || !database.read(log::hasNoOtherTiles)) {
        return new Broken(log.lastSequence() + 1, Fault.HEAD_CHANGED);
      }
      heads.put(log.tenantId(), log.head());
    }
    return new Intact(verified, heads);
  }
}
