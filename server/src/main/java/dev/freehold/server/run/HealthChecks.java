package dev.freehold.server.run;

import dev.freehold.server.config.BuiltInVaults;
import dev.freehold.server.features.Feature;
import dev.freehold.server.health.Cause;
import dev.freehold.server.health.Check;
import dev.freehold.server.stores.Stores;
import java.util.ArrayList;
import java.util.List;

/** What the health of a service looks at. */
final class HealthChecks {

  private HealthChecks() {}

  /**
   * The parts that all features stand on, then what each feature looks at. {@link Cause} says which
   * of them take a service out of its load balancer. Its own vaults only degrade.
   */
  static List<Check> of(
      Stores stores,
      LedgerPart ledger,
      BuiltInVaults builtIn,
      VaultPart vaults,
      List<Feature> features) {
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new Check("database", Cause.DATABASE_DOWN, stores.database()::ping),
                new Check(
                    "availability-keys",
                    Cause.AVAILABILITY_DATABASE_DOWN,
                    stores.availability()::ping),
                new Check("blobs", Cause.BLOB_STORE_DOWN, stores.blobs()::probe),
                new Check("certificates", false, stores.certificates()::requireGood),
                new Check("ledger", Cause.LEDGER_NOT_WRITABLE, ledger::requireTakesEntries)));
    switch (builtIn) {
      case LOCAL -> checks.add(new Check("vaults", false, () -> pingVaults(stores, vaults)));
      case NONE -> {}
    }
    features.forEach(feature -> checks.addAll(feature.checks()));
    return checks;
  }

  private static void pingVaults(Stores stores, VaultPart vaults) {
    if (vaults.server().isEmpty()) {
      throw new IllegalStateException("the vaults could not start");
    }
    stores.vault().orElseThrow().ping();
    vaults.ledger().ifPresent(LedgerPart::requireTakesEntries);
  }
}
