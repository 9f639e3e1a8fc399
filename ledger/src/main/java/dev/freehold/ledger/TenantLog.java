package dev.freehold.ledger;

import dev.freehold.ledger.LogHeads.Head;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.ledger.entry.PersonalOpening;
import dev.freehold.ledger.entry.PersonalValues;
import dev.freehold.ledger.tree.HashSource;
import dev.freehold.ledger.tree.MerkleFrontier;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One tenant's log: its entries by index, and the RFC 6962 tree over them. A tenant without entries
 * has an empty log. Each read is of the present state; what it returned stays true as the log
 * grows. Safe for use by many threads.
 */
public final class TenantLog {

  private final Database database;
  private final UUID tenantId;
  private final StoredHashes hashes;

  private TenantLog(Database database, UUID tenantId) {
    this.database = database;
    this.tenantId = tenantId;
    this.hashes = new StoredHashes(database, tenantId);
  }

  static TenantLog open(Database database, UUID tenantId) {
    Integration.beforeReading(database);
    Optional<Head> head = database.read(tx -> LogHeads.find(tx, tenantId));
    if (head.isPresent() && !head.get().isBuilt()) {
      database.write(tx -> Adoption.adopt(tx, tenantId));
    }
    return new TenantLog(database, tenantId);
  }

  /** The tenant whose log it is. */
  public UUID tenantId() {
    return tenantId;
  }

  /**
   * How many entries there are, and the root of the tree over them.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} if that is not recorded any more
   */
  public LedgerHead head() {
    Integration.beforeReading(database);
    Optional<Head> head = database.read(tx -> LogHeads.find(tx, tenantId));
    try {
      MerkleFrontier tree = head.map(Head::tree).orElse(MerkleFrontier.EMPTY);
      return new LedgerHead(tree.size(), tree.root());
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          LedgerError.DAMAGED, "the head of a log cannot be read; verify the ledger", e);
    }
  }

  /**
   * The hashes of the tree, for proofs. One proof takes a few indexed reads of the database,
   * however long the log is. Throws {@link LedgerException} with {@link LedgerError#DAMAGED} for
   * hashes that must be there and are not.
   */
  public HashSource hashes() {
    return hashes;
  }

  /**
   * The first hashes of a tile, in the geometry of C2SP's tlog-tiles.
   *
   * @param level 0 for hashes of leaves; each hash of a higher level leads to a whole tile below
   * @param index which tile of the level, from 0
   * @param width how many hashes, 1 to 256
   * @return {@code width} times 32 bytes
   * @throws IllegalArgumentException if the log does not have them
   */
  public byte[] hashTile(int level, long index, int width) {
    if (level < 0 || level > LedgerLimits.MAX_TILE_LEVEL || index < 0) {
      throw new IllegalArgumentException(
          "a tile has a level from 0 to %d and an index from 0, got %d and %d"
              .formatted(LedgerLimits.MAX_TILE_LEVEL, level, index));
    }
    if (width < 1 || width > LedgerLimits.TILE_HASHES) {
      throw new IllegalArgumentException(
          "a tile's width is 1 to %d, got %d".formatted(LedgerLimits.TILE_HASHES, width));
    }
    if (index > Long.MAX_VALUE >> Math.min(Tiles.LEVELS * (level + 1), Long.SIZE - 1)) {
      throw new IllegalArgumentException(
          "no log has a tile %d of level %d".formatted(index, level));
    }
    return Tiles.bytes(hashes.hashes(level, index << Tiles.LEVELS, width));
  }

  /**
   * The bytes of entries that are hashed, in their order.
   *
   * @param fromIndex of the first, from 0
   * @param max how many at most, 1 to 1,000
   */
  public List<byte[]> entries(long fromIndex, int max) {
    return rows(fromIndex, max).stream().map(EntryRow::entry).toList();
  }

  /**
   * Entries as they are read, in their order.
   *
   * @param fromIndex of the first, from 0
   * @param max how many at most, 1 to 1,000
   * @throws LedgerException {@link LedgerError#DAMAGED} if one of them cannot be read
   */
  public List<RecordedEntry> records(long fromIndex, int max) {
    return rows(fromIndex, max).stream().map(Ledger::recorded).toList();
  }

  /**
   * What opens the commitments of entries to personal values, for those entries of which anything
   * is left, in their order. Read with {@link #entries} of the same range it can lack what was
   * erased in between.
   *
   * @param fromIndex of the first entry that is looked at, from 0
   * @param max how many entries are looked at, 1 to 1,000
   * @throws LedgerException {@link LedgerError#DAMAGED} if one cannot be read
   */
  public List<PersonalOpening> openings(long fromIndex, int max) {
    List<PersonalOpening> openings = new ArrayList<>();
    for (EntryRow row : rows(fromIndex, max)) {
      try {
        PersonalValues personal = PersonalRow.read(row.personal());
        if (!personal.isEmpty()) {
          openings.add(PersonalOpening.of(row.index(), personal));
        }
      } catch (IOException damaged) {
        throw new LedgerException(
            LedgerError.DAMAGED, "personal values cannot be read; verify the ledger", damaged);
      }
    }
    return openings;
  }

  private List<EntryRow> rows(long fromIndex, int max) {
    LedgerLimits.checkPage(fromIndex, max);
    return database.read(tx -> EntryRows.ofTenant(tx, tenantId, fromIndex, max));
  }

  /**
   * One entry.
   *
   * @throws IllegalArgumentException if the log does not have it
   * @throws LedgerException {@link LedgerError#DAMAGED} if it cannot be read
   */
  public RecordedEntry entry(long index) {
    List<EntryRow> found = rows(index, 1);
    if (found.isEmpty() || found.getFirst().index() != index) {
      throw new IllegalArgumentException("the log has no entry with index " + index);
    }
    return Ledger.recorded(found.getFirst());
  }

  /**
   * The index of the entry that {@link Ledger#append} gave a sequence; empty if the log has none
   * with it.
   */
  public OptionalLong indexOf(long sequence) {
    return database.read(tx -> EntryRows.indexOf(tx, tenantId, sequence));
  }
}
