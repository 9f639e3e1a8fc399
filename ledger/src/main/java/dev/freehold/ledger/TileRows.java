package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.BatchStatement;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of complete tiles. They never change. */
final class TileRows {

  private static final BatchStatement<Tile> INSERT =
      new BatchStatement<>(
          """
          INSERT INTO ledger_tile (tenant_id, tile_level, tile_index, root, hashes)
          VALUES (?, ?, ?, ?, ?)
          """,
          (statement, tile) -> {
            statement.setBytes(1, RowIds.bytes(tile.tenantId));
            statement.setInt(2, tile.level);
            statement.setLong(3, tile.index);
            statement.setBytes(4, tile.root);
            statement.setBytes(5, tile.hashes);
          });

  private static final PointQuery<Tile> FIND =
      new PointQuery<>(
          """
          SELECT tenant_id, tile_level, tile_index, root, hashes FROM ledger_tile
          WHERE tenant_id = ? AND tile_level = ? AND tile_index = ?
          """,
          row ->
              new Tile(
                  RowIds.read(row, 1),
                  row.getInt(2),
                  row.getLong(3),
                  row.getBytes(4),
                  row.getBytes(5)));

  /**
   * A complete tile.
   *
   * @param level its lowest hashes are of level {@code 8 * level} of the tree
   * @param index which of its level, from 0
   * @param root the hash that they lead to, one of the next level's tiles
   * @param hashes 256 of them, one after another
   */
  // Rows are never compared with each other.
  @SuppressWarnings("ArrayRecordComponent")
  record Tile(UUID tenantId, int level, long index, byte[] root, byte[] hashes) {}

  private TileRows() {}

  static void insert(Handle tx, List<Tile> tiles) {
    INSERT.run(tx, tiles);
  }

  static Optional<Tile> find(Handle tx, UUID tenantId, int level, long index) {
    return FIND.find(
        tx,
        statement -> {
          statement.setBytes(1, RowIds.bytes(tenantId));
          statement.setInt(2, level);
          statement.setLong(3, index);
        });
  }

  /** The roots of the tiles that are there from an index on. */
  static List<MerkleHash> roots(Handle tx, UUID tenantId, int level, long fromIndex, int count) {
    return tx.createQuery(
            """
            SELECT root FROM ledger_tile
            WHERE tenant_id = :tenantId AND tile_level = :level
              AND tile_index >= :from AND tile_index < :to
            ORDER BY tile_index
            """)
        .bind("tenantId", tenantId)
        .bind("level", level)
        .bind("from", fromIndex)
        .bind("to", fromIndex + count)
        .map((row, context) -> MerkleHash.fromBytes(row.getBytes(1)))
        .list();
  }

  static long count(Handle tx, UUID tenantId) {
    return tx.createQuery("SELECT COUNT(*) FROM ledger_tile WHERE tenant_id = :tenantId")
        .bind("tenantId", tenantId)
        .mapTo(Long.class)
        .one();
  }
}
