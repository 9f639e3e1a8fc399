package dev.freehold.vault.registry;

import dev.freehold.persistence.Database;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import java.time.Instant;

/**
 * Looks at all vaults, subscriptions and roles, so that this node remembers what other nodes have
 * changed there, though nobody asked it. What a node remembers it does not take an older state of:
 * else somebody could put a permission back that was removed, and use it at a node that was idle.
 * What is refused is reported.
 */
public final class SeeStates implements HousekeepingJob {

  private final Database database;
  private final RegistryUnits units = new RegistryUnits();

  /** Looks into {@code database}, which is sealed. */
  public SeeStates(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "see-states";
  }

  @Override
  public boolean run(Instant now) {
    return switch (database.dialect()) {
      // One process alone has such a database, and remembers what it changed itself.
      case SQLITE -> false;
      case POSTGRESQL -> {
        boolean _ = database.read(units::isAnyRefused);
        yield false;
      }
    };
  }
}
