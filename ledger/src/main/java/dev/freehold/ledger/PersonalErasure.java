package dev.freehold.ledger;

import dev.freehold.ledger.PersonalRows.Holding;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes what names a person out of a tenant's log, in steps that are each one transaction. */
final class PersonalErasure {

  private static final String OPERATION = "PersonalDataErase";

  private final Ledger ledger;
  private final Database database;
  private final UUID tenantId;
  private final String objectId;

  PersonalErasure(Ledger ledger, Database database, UUID tenantId, String objectId) {
    this.ledger = ledger;
    this.database = database;
    this.tenantId = tenantId;
    this.objectId = objectId;
  }

  long run(String actor) {
    if (objectId.isBlank()) {
      throw new IllegalArgumentException("an object id is needed of whose data is to be erased");
    }
    Appended own =
        ledger.record(
            new LedgerEntry(tenantId, actor, OPERATION, objectId, Outcome.DONE, Map.of()));
    long erased = 0;
    // The entry of the erasure itself stays as it is: it has to say who had it done.
    for (long from = 0; from < own.index(); from += LedgerLimits.MAX_ERASED_ENTRIES) {
      long start = from;
      long end = Math.min(from + LedgerLimits.MAX_ERASED_ENTRIES, own.index());
      List<Holding> holding =
          database.read(tx -> PersonalRows.of(tx, tenantId, objectId, start, end));
      if (!holding.isEmpty()) {
        database.write(
            tx -> {
              PersonalRows.erase(tx, holding);
              return null;
            });
        erased += holding.size();
      }
    }
    // If others are in its way, what is left in the log goes with its next turn.
    database.clearRemains();
    return erased;
  }
}
