package dev.freehold.custody.access;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;

import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.testing.DirectExecutor;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Key access that asks vaults on the caller's thread and sweeps only when told to. */
public final class SteppedAccess {

  private static final Duration NEVER = Duration.ofDays(1);

  private SteppedAccess() {}

  public static CachedKeyAccess open(
      Database database,
      AvailabilityKeys availabilityKeys,
      RootVaults vaults,
      PolicyLocks locks,
      Ledger ledger,
      LeaseSettings settings,
      LongSupplier nanoTime,
      MeterRegistry meters) {
    return new CachedKeyAccess(
        new WrappedKeys(database),
        availabilityKeys,
        vaults,
        locks,
        ledger,
        SUITE,
        settings,
        nanoTime,
        new AccessThreads(new DirectExecutor(), delay -> Runnable::run, NEVER),
        meters);
  }

  public static void sweep(CachedKeyAccess access) {
    access.sweep();
  }
}
