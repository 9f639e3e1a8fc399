package dev.freehold.vault.keys.lastuse;

import dev.freehold.vault.housekeeping.HousekeepingJob;
import java.time.Instant;

/**
 * Writes the remembered uses of versions to the database.
 *
 * @param uses remembers them
 */
public record WriteKeyUses(KeyUses uses) implements HousekeepingJob {

  @Override
  public String name() {
    return "write-key-uses";
  }

  @Override
  public boolean run(Instant now) {
    return uses.writeDue(now);
  }
}
