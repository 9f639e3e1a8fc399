package dev.freehold.bench.ledger;

import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.BatchStatement;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.RowIds;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A log of very many entries, of which only what proofs are made of is there: the tiles, the hashes
 * of the last leaves, and the head. Writing all entries would take hours and would not change what
 * a proof reads.
 */
final class SyntheticLog {

  private static final int TILE = 256;
  private static final int TILES_PER_WRITE = 256;

  private record Tile(int level, long index, MerkleHash root, List<MerkleHash> hashes) {}

  private record Leaf(long index, MerkleHash hash) {}

  private final Database database;
  private final UUID tenantId;
  private final long size;

  /** Of each tile level the hashes whose tile is not complete yet. */
  private final List<List<MerkleHash>> open = new ArrayList<>();

  private final List<Tile> unwritten = new ArrayList<>();
  private final BatchStatement<Tile> insertTile;
  private final BatchStatement<Leaf> insertLeaf;

  SyntheticLog(Database database, UUID tenantId, long size) {
    this.database = database;
    this.tenantId = tenantId;
    this.size = size;
    byte[] tenant = RowIds.bytes(tenantId);
    insertTile =
        new BatchStatement<>(
            "INSERT INTO ledger_tile (tenant_id, tile_level, tile_index, root, hashes)"
                + " VALUES (?, ?, ?, ?, ?)",
            (statement, tile) -> {
              statement.setBytes(1, tenant);
              statement.setInt(2, tile.level);
              statement.setLong(3, tile.index);
              statement.setBytes(4, tile.root.bytes());
              statement.setBytes(5, bytes(tile.hashes));
            });
    insertLeaf =
        new BatchStatement<>(
            "INSERT INTO ledger_entry (sequence, tenant_id, log_index, recorded_at, operation,"
                + " object_id, outcome, entry, leaf_hash) VALUES (?, ?, ?, 0, '', '', '', ?, ?)",
            (statement, leaf) -> {
              statement.setLong(1, leaf.index + 1);
              statement.setBytes(2, tenant);
              statement.setLong(3, leaf.index);
              statement.setBytes(4, new byte[0]);
              statement.setBytes(5, leaf.hash.bytes());
            });
  }

  static MerkleHash leaf(long index) {
    return MerkleHash.ofLeaf(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
  }

  void write() {
    for (long index = 0; index < size; index++) {
      add(0, index, leaf(index));
      if (unwritten.size() >= TILES_PER_WRITE) {
        flush();
      }
    }
    flush();
    List<MerkleHash> last = open.getFirst();
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      leaves.add(new Leaf(size - last.size() + i, last.get(i)));
    }
    database.write(
        tx -> {
          insertLeaf.run(tx, leaves);
          return tx.createUpdate(
                  "INSERT INTO ledger_log (tenant_id, tree_size, frontier) VALUES (:t, :s, :f)")
              .bind("t", tenantId)
              .bind("s", size)
              .bind("f", frontier())
              .execute();
        });
  }

  private void add(int level, long index, MerkleHash hash) {
    if (open.size() == level) {
      open.add(new ArrayList<>());
    }
    List<MerkleHash> hashes = open.get(level);
    hashes.add(hash);
    if (hashes.size() == TILE) {
      Tile tile = new Tile(level, index / TILE, MerkleHash.ofSubtree(hashes), List.copyOf(hashes));
      unwritten.add(tile);
      hashes.clear();
      add(level + 1, tile.index, tile.root);
    }
  }

  private void flush() {
    List<Tile> tiles = List.copyOf(unwritten);
    unwritten.clear();
    database.write(
        tx -> {
          insertTile.run(tx, tiles);
          return null;
        });
  }

  /** The complete subtrees at the right edge, the largest first: they are in the open tiles. */
  private byte[] frontier() {
    List<MerkleHash> subtrees = new ArrayList<>();
    for (int level = open.size() - 1; level >= 0; level--) {
      List<MerkleHash> hashes = open.get(level);
      int from = 0;
      for (int width = TILE / 2; width >= 1; width /= 2) {
        if ((hashes.size() & width) != 0) {
          subtrees.add(MerkleHash.ofSubtree(hashes.subList(from, from + width)));
          from += width;
        }
      }
    }
    return bytes(subtrees);
  }

  private static byte[] bytes(List<MerkleHash> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hashes.forEach(hash -> out.writeBytes(hash.bytes()));
    return out.toByteArray();
  }
}
