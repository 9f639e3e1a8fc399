package dev.freehold.vault.server;

import dev.freehold.vault.housekeeping.HousekeepingJob;
import dev.freehold.vault.seals.SealRefusals;
import dev.freehold.vault.wire.AuditTrail;
import java.time.Instant;

/** Writes refusals that no request could write into the ledger. */
record TellRefusals(SealRefusals refusals) implements HousekeepingJob {

  @Override
  public String name() {
    return "tell-refusals";
  }

  @Override
  public boolean run(Instant now) {
    refusals.write(AuditTrail.NO_TENANT);
    return false;
  }
}
