package dev.freehold.ledger;

import dev.freehold.ledger.TileRows.Tile;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.tree.MerkleHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The hashes of one tenant's tree cut into tiles of 256, as C2SP's tlog-tiles has them: those of
 * tile level 0 are of leaves, each of a higher level leads to a whole tile of the level below.
 * Complete tiles are stored; the others are made of what is below them.
 */
final class Tiles {

  /** Levels of the tree in one tile: 2^8 is 256. */
  static final int LEVELS = 8;

  private final Handle tx;
  private final UUID tenantId;

  Tiles(Handle tx, UUID tenantId) {
    this.tx = tx;
    this.tenantId = tenantId;
  }

  /**
   * Stores the tiles that are complete at {@code newSize} leaves and were not at {@code oldSize}.
   */
  void complete(long oldSize, long newSize) {
    long first = oldSize >> LEVELS;
    long end = newSize >> LEVELS;
    for (int level = 0; first < end; level++) {
      store(level, first, end);
      first >>= LEVELS;
      end >>= LEVELS;
    }
  }

  private void store(int level, long first, long end) {
    for (long index = first; index < end; index++) {
      List<MerkleHash> hashes = below(level, index << LEVELS, LedgerLimits.TILE_HASHES);
      // Written one by one, so that the next level finds the roots however many there are.
      TileRows.insert(
          tx,
          List.of(
              new Tile(
                  tenantId, level, index, MerkleHash.ofSubtree(hashes).bytes(), bytes(hashes))));
    }
  }

  /**
   * Hashes of tile level {@code level}, from one on, made of what is below.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if they are not there
   */
  List<MerkleHash> below(int level, long from, int count) {
    List<MerkleHash> hashes =
        level == 0
            ? EntryRows.leaves(tx, tenantId, from, count)
            : TileRows.roots(tx, tenantId, level - 1, from, count);
    if (hashes.size() != count) {
      throw new LedgerException(
          LedgerError.DAMAGED,
          "of a log's hashes of tile level %d, %d from %d on were expected and %d are there;"
                  .formatted(level, count, from, hashes.size())
              + " verify the ledger",
          null);
    }
    return hashes;
  }

  static byte[] bytes(List<MerkleHash> hashes) {
    ByteBuffer buffer = ByteBuffer.allocate(hashes.size() * MerkleHash.BYTES);
    hashes.forEach(hash -> buffer.put(hash.bytes()));
    return buffer.array();
  }

  /**
   * Some of a stored tile's hashes.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if it does not have 256
   */
  static List<MerkleHash> hashes(Tile tile, int from, int count) {
    byte[] all = tile.hashes();
    if (all.length != LedgerLimits.TILE_HASHES * MerkleHash.BYTES) {
      throw new LedgerException(
          LedgerError.DAMAGED, "a tile does not have 256 hashes; verify the ledger", null);
    }
    List<MerkleHash> hashes = new ArrayList<>(count);
    for (int i = from; i < from + count; i++) {
      byte[] hash = new byte[MerkleHash.BYTES];
      System.arraycopy(all, i * MerkleHash.BYTES, hash, 0, MerkleHash.BYTES);
      hashes.add(MerkleHash.fromBytes(hash));
    }
    return hashes;
  }
}
