package dev.freehold.server.run;

import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.server.audit.syslog.SyslogSink;
import dev.freehold.server.features.ledger.WitnessWatch;
import dev.freehold.server.health.Check;
import java.util.ArrayList;
import java.util.List;

/** What the health of a service looks at. */
final class HealthChecks {

  private HealthChecks() {}

  /**
   * Vaults only degrade: one that is down must not take a whole service out of its load balancer.
   * So does a ledger that takes no entry: what is read with keys that are held is still read.
   */
  static List<Check> of(
      Stores stores,
      WatchedLedger ledger,
      VaultPart vaults,
      CrossCheck crossCheck,
      WitnessWatch witnesses,
      List<SyslogSink> sinks) {
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new Check("database", true, stores.database()::ping),
                new Check("availability-keys", true, stores.availability()::ping),
                new Check("blobs", true, stores.blobs()::probe),
                new Check("certificates", false, stores.certificates()::requireGood),
                new Check("ledger", false, ledger::requireTakesEntries),
                new Check("vaults", false, () -> pingVaults(stores, vaults)),
                new Check("root-keys", false, () -> requireAnswers(crossCheck)),
                new Check("witnesses", false, witnesses::requireContent)));
    if (!sinks.isEmpty()) {
      checks.add(
          new Check(
              "audit-sink", false, () -> sinks.forEach(sink -> sink.status().requireKeepingUp())));
    }
    return checks;
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
    vaults.ledger().ifPresent(WatchedLedger::requireTakesEntries);
  }
}
