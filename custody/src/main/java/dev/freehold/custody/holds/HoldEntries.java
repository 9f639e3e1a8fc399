package dev.freehold.custody.holds;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the ledger says of holds: in the order of their mailbox or site, with who and why. */
final class HoldEntries {

  private final Ledger ledger;

  HoldEntries(Ledger ledger) {
    this.ledger = ledger;
  }

  void placed(Handle tx, LegalHold hold) {
    append(tx, hold, "LegalHoldPlace", hold.placedBy());
  }

  void lifted(Handle tx, LegalHold hold, String actor) {
    append(tx, hold, "LegalHoldLift", actor);
  }

  private void append(Handle tx, LegalHold hold, String operation, String actor) {
    ledger.append(
        tx,
        new LedgerEntry(
            hold.tenantId(),
            actor,
            operation,
            hold.ownerId().toString(),
            Outcome.DONE,
            Map.of("hold", hold.id().toString(), "ownerKind", hold.ownerKind().name()),
            Map.of("name", hold.name(), "reason", hold.reason())));
  }
}
