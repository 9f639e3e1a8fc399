package dev.freehold.vault.server;

import dev.freehold.vault.housekeeping.HousekeepingJob;
import dev.freehold.vault.wire.StrangerTally;
import java.time.Instant;

/** Writes the requests of strangers, which were only counted so far, into the ledger. */
record WriteStrangers(StrangerTally strangers) implements HousekeepingJob {

  @Override
  public String name() {
    return "write-strangers";
  }

  @Override
  public boolean run(Instant now) {
    strangers.write();
    return false;
  }
}
