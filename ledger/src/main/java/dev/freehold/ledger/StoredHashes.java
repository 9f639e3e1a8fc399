package dev.freehold.ledger;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.ledger.TileRows.Tile;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.tree.HashSource;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The hashes of a tenant's tree in the database: from complete tiles, and at the right edge from
 * what the next tiles will be made of. Keeps the tiles it read last, which one proof asks for again
 * and again. Safe for use by many threads.
 */
final class StoredHashes implements HashSource {

  private static final int MAX_KEPT_TILES = 16;

  private record TilePlace(int level, long index) {}

  private final Database database;
  private final UUID tenantId;

  @GuardedBy("itself")
  private final Map<TilePlace, Tile> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePlace, Tile> eldest) {
          return size() > MAX_KEPT_TILES;
        }
      };

  StoredHashes(Database database, UUID tenantId) {
    this.database = database;
    this.tenantId = tenantId;
  }

  @Override
  public MerkleHash subtree(int level, long index) {
    if (level < 0 || level > MAX_LEVEL || index < 0 || index > Long.MAX_VALUE >> level) {
      throw new IllegalArgumentException(
          "no log has a subtree %d of level %d".formatted(index, level));
    }
    int tileLevel = level / Tiles.LEVELS;
    int levelInTile = level % Tiles.LEVELS;
    return MerkleHash.ofSubtree(hashes(tileLevel, index << levelInTile, 1 << levelInTile));
  }

  /** Hashes of one tile: at most 256, and none beyond its end. */
  List<MerkleHash> hashes(int tileLevel, long from, int count) {
    TilePlace place = new TilePlace(tileLevel, from >> Tiles.LEVELS);
    int offset = (int) (from % LedgerLimits.TILE_HASHES);
    synchronized (kept) {
      Tile tile = kept.get(place);
      if (tile != null) {
        return Tiles.hashes(tile, offset, count);
      }
    }
    return database.read(
        tx -> {
          Optional<Tile> tile = TileRows.find(tx, tenantId, tileLevel, place.index);
          if (tile.isEmpty()) {
            requireThere(tx, tileLevel, from + count);
            return new Tiles(tx, tenantId).below(tileLevel, from, count);
          }
          keep(place, tile.get());
          return Tiles.hashes(tile.get(), offset, count);
        });
  }

  private void requireThere(Handle tx, int tileLevel, long end) {
    long size = LogHeads.find(tx, tenantId).map(LogHeads.Head::size).orElse(0L);
    long there = size >> (Tiles.LEVELS * tileLevel);
    if (end > there) {
      throw new IllegalArgumentException(
          "the log has %d hashes of tile level %d, asked for %d".formatted(there, tileLevel, end));
    }
  }

  private void keep(TilePlace place, Tile tile) {
    synchronized (kept) {
      kept.put(place, tile);
    }
  }
}
