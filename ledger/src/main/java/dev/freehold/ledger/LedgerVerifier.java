package dev.freehold.ledger;

import dev.freehold.ledger.Verification.Broken;
import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.Verification.Intact;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Recomputes the ledger from its entries, a page at a time. */
final class LedgerVerifier {

  private record Start(Optional<LedgerRows.Head> head, long lastSequence) {}

  private final Database database;
  private MerkleFrontier tree = MerkleFrontier.EMPTY;

  LedgerVerifier(Database database) {
    this.database = database;
  }

  Verification verify() {
    Start start =
        database.read(
            handle -> new Start(LedgerRows.head(handle), LedgerRows.lastSequence(handle)));
    if (start.head.isEmpty()) {
      return new Broken(1, Fault.HEAD_CHANGED);
    }
    LedgerRows.Head head = start.head.get();
    long size = head.treeSize();
    while (tree.size() < size) {
      // Nothing may stand before the first entry either.
      long verified = tree.size() == 0 ? Long.MIN_VALUE : tree.size();
      List<LedgerRows.Row> page =
          database.read(
              handle -> LedgerRows.after(handle, verified, LedgerLimits.MAX_PAGE_ENTRIES));
      if (page.isEmpty()) {
        return new Broken(tree.size() + 1, Fault.DROPPED);
      }
      for (LedgerRows.Row row : page) {
        Optional<Fault> fault = faultOfNext(row);
        if (fault.isPresent()) {
          return new Broken(tree.size() + 1, fault.get());
        }
        if (tree.size() == size) {
          break;
        }
      }
    }
    return compareWith(head, start.lastSequence);
  }

  /** Appends the row to the tree if it is what must come next. */
  private Optional<Fault> faultOfNext(LedgerRows.Row row) {
    long expected = tree.size() + 1;
    if (row.sequence() != expected) {
      return Optional.of(row.sequence() > expected ? Fault.DROPPED : Fault.REORDERED);
    }
    EntryFormat.Content content;
    try {
      content = EntryFormat.read(row.entry());
    } catch (IOException e) {
      return Optional.of(Fault.EDITED);
    }
    if (content.sequence() != expected) {
      return Optional.of(Fault.REORDERED);
    }
    MerkleHash leaf = MerkleHash.ofLeaf(row.entry());
    MerkleFrontier grown = tree.append(leaf);
    boolean same =
        Arrays.equals(row.entry(), rewritten(content))
            && columnsRepeat(row, content)
            && Arrays.equals(row.leafHash(), leaf.bytes())
            && Arrays.equals(row.treeRoot(), grown.root().bytes());
    if (!same) {
      return Optional.of(Fault.EDITED);
    }
    tree = grown;
    return Optional.empty();
  }

  private static byte[] rewritten(EntryFormat.Content content) {
    return EntryFormat.write(content.sequence(), content.time(), content.entry());
  }

  private static boolean columnsRepeat(LedgerRows.Row row, EntryFormat.Content content) {
    LedgerEntry entry = content.entry();
    return row.recordedAt().equals(content.time())
        && row.tenantId().equals(entry.tenantId())
        && row.actor().equals(entry.actor())
        && row.operation().equals(entry.operation())
        && row.objectId().equals(entry.objectId())
        && row.outcome().equals(entry.outcome().name());
  }

  private Verification compareWith(LedgerRows.Head head, long lastSequence) {
    boolean same = lastSequence == head.treeSize() && Arrays.equals(head.frontier(), tree.bytes());
    return same
        ? new Intact(new LedgerHead(tree.size(), tree.root()))
        : new Broken(tree.size() + 1, Fault.HEAD_CHANGED);
  }
}
