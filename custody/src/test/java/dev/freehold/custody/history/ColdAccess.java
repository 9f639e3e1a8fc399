package dev.freehold.custody.history;

import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.access.SteppedAccess;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Opens keys past every cache. */
final class ColdAccess implements KeyAccess {

  private final World world;
  private final Database database;
  private final AvailabilityKeys availabilityKeys;
  private final Ledger ledger;
  private final RootVaults vaults;

  ColdAccess(
      World world,
      Database database,
      AvailabilityKeys availabilityKeys,
      Ledger ledger,
      RootVaults vaults) {
    this.world = world;
    this.database = database;
    this.availabilityKeys = availabilityKeys;
    this.ledger = ledger;
    this.vaults = vaults;
  }

  private CachedKeyAccess fresh() {
    return SteppedAccess.open(
        database,
        availabilityKeys,
        vaults,
        new PolicyLocks(database, ledger, world.custody.clock),
        ledger,
        LeaseSettings.DEFAULT,
        world::nanos,
        new SimpleMeterRegistry());
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    try (CachedKeyAccess access = fresh()) {
      return access.open(ownerKeyId, requester);
    }
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    try (CachedKeyAccess access = fresh()) {
      return access.openForSealing(ownerId, requester);
    }
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {
    try (CachedKeyAccess access = fresh()) {
      access.requireSealable(tx, ownerKeyId, requester);
    }
  }
}
