package dev.freehold.custody.seals;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Accepts refused rows. A row is refused if an older state of it was put back, as happens when the
 * main database alone is restored. It is good again when two people have accepted it as it is: the
 * operator, who knows whether anything was restored, and an administrator of the row's tenant, who
 * knows whether the older state may come back. A forged row cannot be accepted at all. Safe for use
 * by many threads and nodes.
 */
public final class RowAcceptance {

  private final Database database;
  private final Database availability;
  private final List<SealedKind> kinds;
  private final RowScan scan;
  private final Ledger ledger;
  private final Clock clock;

  RowAcceptance(
      Database database,
      Database availability,
      List<SealedKind> kinds,
      Ledger ledger,
      Clock clock) {
    this.database = database;
    this.availability = availability;
    this.kinds = List.copyOf(kinds);
    this.scan = new RowScan(database, kinds);
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The acceptance for a database whose rows are sealed. */
  public static RowAcceptance of(Database database) {
    return database.attachments().get(RowAcceptance.class);
  }

  /** The two sides that have to accept a row. */
  public enum Side {
    /** The row's tenant. */
    TENANT,
    /** The operator. */
    OPERATOR;

    private Side other() {
      return switch (this) {
        case TENANT -> OPERATOR;
        case OPERATOR -> TENANT;
      };
    }
  }

  /**
   * Rows that are refused, for whatever reason; at most {@code CustodyLimits.MAX_PAGE_ROWS}. It
   * looks at every sealed row.
   *
   * @param tenantId of one tenant; empty for all
   */
  public List<RefusedRow> refused(Optional<UUID> tenantId) {
    return scan.refused(row -> tenantId.isEmpty() || tenantId.get().equals(row.tenantId()));
  }

  /**
   * Accepts a row as it is.
   *
   * @param tenantId whose row it has to be; empty for the operator
   * @param actor who accepts
   * @return whether both sides have accepted it now, so that it is good
   * @throws CustodyException {@code ROW_NOT_FOUND} also for another tenant's; {@code
   *     ROW_ACCEPTANCE_REFUSED} if it was not put back, or the same person would be both sides
   */
  public boolean accept(
      String kindName, String rowId, Side side, Optional<UUID> tenantId, String actor) {
    SealedKind kind = kind(kindName);
    List<Object> key = kind.keyOf(rowId).orElseThrow(RowAcceptance::notFound);
    StoredRow row =
        database
            .read(tx -> SealedTable.read(tx, kind, key))
            .filter(
                found -> tenantId.isEmpty() || tenantId.get().equals(found.meaning().tenantId()))
            .orElseThrow(RowAcceptance::notFound);
    requirePutBack(row);
    Optional<String> other = availability.read(tx -> AcceptanceRows.by(tx, row, side.other()));
    if (other.isEmpty()) {
      ledger.append(entry(row.meaning(), actor, Map.of("side", side.name(), "waits", "true")));
      availability.write(
          tx -> {
            AcceptanceRows.keep(tx, row, side, actor, clock.instant());
            return null;
          });
      return false;
    }
    if (other.get().equals(actor)) {
      throw refused("the same person does not accept a row for both sides; ask another");
    }
    RowSeals.of(database)
        .<Void>write(
            act ->
                database.write(
                    tx -> {
                      renew(tx, act, row);
                      ledger.append(
                          tx,
                          entry(row.meaning(), actor, Map.of("side", side.name(), "waits", "false"))
                              .withPersonal(Map.of("other", other.get())));
                      return null;
                    }));
    availability.write(
        tx -> {
          AcceptanceRows.forget(tx, row.meaning());
          return null;
        });
    return true;
  }

  private SealedKind kind(String name) {
    return kinds.stream()
        .filter(kind -> kind.isVersioned() && kind.name().equals(name))
        .findFirst()
        .orElseThrow(RowAcceptance::notFound);
  }

  private void requirePutBack(StoredRow row) {
    switch (RowSeals.of(database).check(row)) {
      case OUT_OF_DATE -> {}
      case AUTHENTIC -> throw refused("the row is not refused; there is nothing to accept");
      case UNSEALED, UNKNOWN_KEY, CHANGED ->
          throw refused(
              "the row was not written by this service; put back what was there, it cannot be"
                  + " accepted");
    }
  }

  /** It becomes the newest state of the row, exactly as it was accepted. */
  private static void renew(Handle tx, WriteAct act, StoredRow accepted) {
    SealedRow row = accepted.meaning();
    StoredRow now =
        SealedTable.lock(tx, row.kind(), row.keys()).orElseThrow(RowAcceptance::notFound);
    if (!Arrays.equals(now.seal(), accepted.seal())) {
      throw refused("the row was changed just now; look at it again");
    }
    RowSeals.of(tx).update(tx, act, row, row);
  }

  private static LedgerEntry entry(SealedRow row, String actor, Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("kind", row.kind().name());
    return new LedgerEntry(
        row.tenantId(), actor, "RowAccept", row.id(), LedgerEntry.Outcome.DONE, all);
  }

  private static CustodyException refused(String message) {
    return new CustodyException(CustodyError.ROW_ACCEPTANCE_REFUSED, message);
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.ROW_NOT_FOUND, "no such row; list those that are refused");
  }
}
