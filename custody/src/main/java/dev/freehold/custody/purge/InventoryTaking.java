package dev.freehold.custody.purge;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes the list of what a purge is to destroy, page by page, each durable: who comes after a crash
 * goes on where it ended, and of several at once one page is one's. Safe for use by many threads.
 */
final class InventoryTaking {

  /** No key's id begins so. */
  private static final long END = -1;

  private static final UUID NONE = new UUID(0, 0);
  private static final int PAGE = CustodyLimits.MAX_PAGE_ROWS;

  private final Database database;
  private final OwnerContents contents;
  private final OwnerNameSource naming;
  private final Clock clock;

  InventoryTaking(Database database, OwnerContents contents, OwnerNameSource naming, Clock clock) {
    this.database = database;
    this.contents = contents;
    this.naming = naming;
    this.clock = clock;
  }

  /** Takes the list of a case that has none, and freezes it. */
  void take(PurgeCase purge) {
    UUID at = position(purge);
    while (!isEnd(at)) {
      page(purge, at);
      at = position(purge);
    }
    UUID end = at;
    Summary summary = summary(purge);
    Inventory inventory = summary.inventory(clock);
    RowSeals.of(database)
        .<Void>write(
            act ->
                database.write(
                    tx -> {
                      InventoryRows.freeze(tx, act, purge.id(), end, inventory);
                      return null;
                    }));
  }

  /**
   * A position when every key was looked at. Each taking has its own: a node that has summed one
   * list up does not freeze another that came to its end meanwhile.
   */
  private static UUID newEnd() {
    return new UUID(END, UUID.randomUUID().getLeastSignificantBits());
  }

  private static boolean isEnd(UUID position) {
    return position.getMostSignificantBits() == END;
  }

  private UUID position(PurgeCase purge) {
    return database.read(tx -> InventoryRows.position(tx, purge.id()).orElse(NONE));
  }

  private void page(PurgeCase purge, UUID after) {
    List<InventoryRows.Found> found =
        database.read(tx -> InventoryRows.under(tx, purge.policyId(), after, PAGE));
    UUID next = found.isEmpty() ? newEnd() : found.getLast().keyId();
    List<UUID> owners = found.stream().map(InventoryRows.Found::ownerId).toList();
    Map<UUID, ContentTotals> totals =
        owners.isEmpty() ? Map.of() : contents.totals(purge.tenantId(), owners);
    Map<UUID, String> names = owners.isEmpty() ? Map.of() : naming.names(purge.tenantId(), owners);
    List<InventoryLine> lines =
        found.stream()
            .map(
                one ->
                    new InventoryLine(
                        one.ownerId(),
                        one.kind(),
                        Optional.ofNullable(names.get(one.ownerId()))
                            .map(name -> Names.cut(name, OwnerNameSource.MAX_NAME_CHARS)),
                        totals.getOrDefault(one.ownerId(), ContentTotals.NONE)))
            .toList();
    database.write(
        tx -> {
          if (InventoryRows.advance(tx, purge.id(), after, next)) {
            InventoryRows.insert(tx, purge.id(), lines);
          }
          return null;
        });
  }

  /** The first of what a frozen list names, for people: names where there are some, else ids. */
  List<String> firstNames(UUID caseId, int max) {
    return database.read(tx -> InventoryRows.lines(tx, caseId, NONE, max)).stream()
        .map(line -> line.name().orElseGet(() -> line.ownerId().toString()))
        .toList();
  }

  private Summary summary(PurgeCase purge) {
    Summary summary = new Summary();
    UUID after = NONE;
    for (List<InventoryLine> page = page(purge.id(), after);
        !page.isEmpty();
        page = page(purge.id(), after)) {
      page.forEach(summary::add);
      after = page.getLast().ownerId();
    }
    return summary;
  }

  private List<InventoryLine> page(UUID caseId, UUID after) {
    return database.read(tx -> InventoryRows.lines(tx, caseId, after, PAGE));
  }

  /** Writes the bytes whose hash a frozen list has. */
  void write(UUID caseId, OutputStream to) throws IOException {
    UUID after = NONE;
    for (List<InventoryLine> page = page(caseId, after);
        !page.isEmpty();
        page = page(caseId, after)) {
      for (InventoryLine line : page) {
        to.write(line.bytes());
      }
      after = page.getLast().ownerId();
    }
  }

  /** What a list comes to, line by line. */
  private static final class Summary {
    private final MessageDigest sha256 = Sha256.digest();
    private long owners;
    private ContentTotals totals = ContentTotals.NONE;

    void add(InventoryLine line) {
      sha256.update(line.bytes());
      owners++;
      totals = totals.plus(line.totals());
    }

    Inventory inventory(Clock clock) {
      return new Inventory(
          HexFormat.of().formatHex(sha256.digest()),
          owners,
          totals.objects(),
          totals.bytes(),
          clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
  }
}
