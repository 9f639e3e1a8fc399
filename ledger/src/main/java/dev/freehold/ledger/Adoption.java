package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Builds the tree of a log whose entries are older than trees of tenants, from the hashes of its
 * leaves. It happens once, with the turn to append.
 */
final class Adoption {

  private Adoption() {}

  /**
   * The tree of a tenant's log, built if it was not. The caller has the turn to append.
   *
   * @throws IllegalArgumentException if the head is no tree's
   */
  static MerkleFrontier tree(Handle tx, UUID tenantId) {
    return LogHeads.find(tx, tenantId).map(head -> tree(tx, head)).orElse(MerkleFrontier.EMPTY);
  }

  /** The tree that a head is of; as {@link #tree(Handle, UUID)}. */
  static MerkleFrontier tree(Handle tx, Head head) {
    return head.isBuilt() ? head.tree() : build(tx, head);
  }

  /** Builds the tree of a tenant's log if it was not built. */
  static MerkleFrontier adopt(Handle tx, UUID tenantId) {
    LogHeads.takeTurn(tx);
    return tree(tx, tenantId);
  }

  private static MerkleFrontier build(Handle tx, Head head) {
    Tiles tiles = new Tiles(tx, head.tenantId());
    MerkleFrontier tree = MerkleFrontier.EMPTY;
    while (tree.size() < head.size()) {
      int count = (int) Math.min(LedgerLimits.TILE_HASHES, head.size() - tree.size());
      List<MerkleHash> leaves = tiles.below(0, tree.size(), count);
      MerkleFrontier grown = tree.append(leaves);
      tiles.complete(tree.size(), grown.size());
      tree = grown;
    }
    LogHeads.save(tx, List.of(Head.of(head.tenantId(), tree)));
    return tree;
  }
}
