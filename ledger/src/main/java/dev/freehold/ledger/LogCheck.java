package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.TileRows.Tile;
import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.ledger.tree.MerkleHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One tenant's log while it is recomputed from its entries. */
final class LogCheck {

  private final Head recorded;

  /** The hashes of the tile that is not complete yet, by tile level. */
  private final List<List<MerkleHash>> open = new ArrayList<>();

  private MerkleFrontier tree = MerkleFrontier.EMPTY;
  private long lastSequence;
  private long tiles;

  LogCheck(Head recorded) {
    this.recorded = recorded;
  }

  UUID tenantId() {
    return recorded.tenantId();
  }

  long nextIndex() {
    return tree.size();
  }

  long lastSequence() {
    return lastSequence;
  }

  LedgerHead head() {
    return new LedgerHead(tree.size(), tree.root());
  }

  void add(long sequence, MerkleHash leaf) {
    tree = tree.append(List.of(leaf));
    lastSequence = sequence;
    openAt(0).add(leaf);
  }

  private List<MerkleHash> openAt(int level) {
    if (open.size() == level) {
      open.add(new ArrayList<>());
    }
    return open.get(level);
  }

  /** What is wrong with the tiles that the last entry completed. */
  Optional<Fault> faultOfTiles(Handle tx) {
    for (int level = 0; openAt(level).size() == LedgerLimits.TILE_HASHES; level++) {
      List<MerkleHash> hashes = open.get(level);
      MerkleHash root = MerkleHash.ofSubtree(hashes);
      if (recorded.isBuilt()) {
        long index = (tree.size() >> (Tiles.LEVELS * (level + 1))) - 1;
        if (!isStored(tx, level, index, root, hashes)) {
          return Optional.of(Fault.TILE_CHANGED);
        }
        tiles++;
      }
      openAt(level + 1).add(root);
      hashes.clear();
    }
    return Optional.empty();
  }

  private boolean isStored(
      Handle tx, int level, long index, MerkleHash root, List<MerkleHash> hashes) {
    Optional<Tile> tile = TileRows.find(tx, recorded.tenantId(), level, index);
    return tile.isPresent()
        && Arrays.equals(tile.get().root(), root.bytes())
        && Arrays.equals(tile.get().hashes(), Tiles.bytes(hashes));
  }

  boolean leadsToHead() {
    return recorded.size() == tree.size()
        && (!recorded.isBuilt() || Arrays.equals(recorded.frontier(), tree.bytes()));
  }

  /** Tiles beyond the verified entries are of entries that came since, if there are any. */
  boolean hasNoOtherTiles(Handle tx) {
    if (!recorded.isBuilt()) {
      // The tree may have been built since.
      return true;
    }
    Optional<Head> now = LogHeads.find(tx, recorded.tenantId());
    long size = now.map(Head::size).orElse(0L);
    return size > recorded.size() || TileRows.count(tx, recorded.tenantId()) == tiles;
  }
}
