package dev.freehold.server.run;

import dev.freehold.custody.moves.CrossCheck;
import dev.freehold.server.api.HealthApi.Check;
import java.util.List;

/** What {@code /readyz} looks at. */
final class HealthChecks {

  private HealthChecks() {}

  /**
   * Vaults only degrade: one that is down must not take a whole service out of its load balancer.
   */
  static List<Check> of(
      Stores stores, VaultPart vaults, CrossCheck crossCheck, WitnessWatch witnesses) {
    return List.of(
        new Check("database", true, stores.database()::ping),
        new Check("availability-keys", true, stores.availability()::ping),
        new Check("blobs", true, stores.blobs()::probe),
        new Check("vaults", false, () -> pingVaults(stores, vaults)),
        new Check("root-keys", false, () -> requireAnswers(crossCheck)),
        new Check("witnesses", false, witnesses::requireContent));
  }

  /** A vault that refuses is its owner's will; one that does not answer is an outage. */
  private static void requireAnswers(CrossCheck crossCheck) {
    if (crossCheck.isAnySilent()) {
      throw new IllegalStateException("a vault did not answer the last cross-check");
    }
  }

  private static void pingVaults(Stores stores, VaultPart vaults) {
    if (vaults.server().isEmpty()) {
      throw new IllegalStateException("the vaults could not start");
    }
    stores.vault().orElseThrow().ping();
  }
}
