package dev.freehold.vault.server;

import dev.freehold.vault.housekeeping.HousekeepingJob;
import dev.freehold.vault.wire.RequestTally;
import java.time.Instant;

/** Writes the requests that were only counted so far into the ledger. */
record WriteTally(RequestTally tally) implements HousekeepingJob {

  @Override
  public String name() {
    return "write-tally";
  }

  @Override
  public boolean run(Instant now) {
    tally.write();
    return false;
  }
}
