package dev.freehold.vault.seals;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the seals up at a start. Rows written before seals existed are sealed once. After a
 * deliberate restore, older states count as the newest if the operator says so.
 */
public final class Sealing {

  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
  private static final int BATCH = 500;
  private static final String ACTOR = "system:vault-seals";

  private static final SealedState ALL_SEALED =
      new SealedState(SealedThing.DATABASE, "of the vaults", new UUID(0, 0), new byte[] {1});

  private final Database database;
  private final VaultSeals seals;
  private final Ledger ledger;
  private final SealedUnits units;

  /**
   * Seals in {@code database}.
   *
   * @param database a {@link SealedDatabase}
   * @param units everything in it that is sealed
   */
  public Sealing(Database database, VaultSeals seals, Ledger ledger, SealedUnits units) {
    this.database = database;
    this.seals = seals;
    this.ledger = ledger;
    this.units = units;
  }

  /** Does what is to be done, and returns what was accepted. */
  public List<AcceptedRow> start(RollBack rollBack) {
    boolean hasMark = seals.marks().of(SealedThing.DATABASE).isPresent();
    Optional<StoredSeal> sealed = database.read(tx -> SealRows.find(tx, SealedThing.DATABASE));
    boolean isSealed = seals.find(ALL_SEALED, sealed) == VaultSealFinding.SOUND;
    if (!hasMark && !isSealed) {
      sealAll();
    } else if (!hasMark) {
      LOG.warn(
          "this node remembers no state of the vaults; it takes each as it finds it the first"
              + " time");
      seals.remember(List.of(Raise.of(SealedThing.DATABASE, sealed.orElseThrow())));
    }
    return switch (rollBack) {
      case REFUSE -> List.of();
      case ACCEPT -> database.write(this::acceptAll);
    };
  }

  /** A start that is interrupted begins again; what has a seal is not looked at. */
  private void sealAll() {
    List<SealedUnit> bare = new ArrayList<>();
    database.read(
        tx -> {
          bare.clear();
          units.forEach(
              tx,
              unit -> {
                if (unit.find(seals) == VaultSealFinding.UNSEALED) {
                  bare.add(unit);
                }
              });
          return null;
        });
    for (int done = 0; done < bare.size(); done += BATCH) {
      List<SealedUnit> some = bare.subList(done, Math.min(bare.size(), done + BATCH));
      database.write(
          tx -> {
            some.forEach(unit -> unit.seal(tx, seals));
            return null;
          });
    }
    database.write(
        tx -> {
          new SealedUnit.Whole(ALL_SEALED, Optional.empty()).seal(tx, seals);
          return null;
        });
    if (!bare.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("rows", bare.size())
          .log("rows older than seals are sealed as they were");
    }
  }

  /** A copy made before seals existed is accepted as a whole; a forged row never is. */
  private List<AcceptedRow> acceptAll(Handle tx) {
    Optional<StoredSeal> all = SealRows.find(tx, SealedThing.DATABASE);
    boolean isFromBefore = all.isEmpty() && !isAnySealed(tx);
    List<SealedUnit> older = new ArrayList<>();
    List<AcceptedRow> accepted = new ArrayList<>();
    units.forEach(
        tx,
        unit -> {
          VaultSealFinding finding = unit.find(seals);
          if (finding == VaultSealFinding.PUT_BACK
              || (finding == VaultSealFinding.UNSEALED && isFromBefore)) {
            older.add(unit);
            accepted.add(
                new AcceptedRow(unit.name(), unit.rows().getFirst().says().tenantId(), finding));
          }
        });
    older.forEach(unit -> unit.seal(tx, seals));
    if (seals.find(ALL_SEALED, all) != VaultSealFinding.SOUND) {
      new SealedUnit.Whole(ALL_SEALED, all).seal(tx, seals);
    }
    accepted.forEach(row -> ledger.append(tx, entry(row)));
    return accepted;
  }

  private boolean isAnySealed(Handle tx) {
    AtomicBoolean sealed = new AtomicBoolean();
    units.forEach(
        tx,
        unit -> {
          if (unit.rows().stream().anyMatch(row -> row.seal().isPresent())) {
            sealed.set(true);
          }
        });
    return sealed.get();
  }

  private static LedgerEntry entry(AcceptedRow row) {
    return new LedgerEntry(
        row.tenantId(),
        ACTOR,
        "VaultRollBackAccept",
        row.name(),
        Outcome.DONE,
        Map.of(
            "alert",
            "an older state of the rows that decide who may use keys was accepted",
            "finding",
            row.finding().word()));
  }
}
