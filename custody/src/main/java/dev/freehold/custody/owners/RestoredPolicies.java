package dev.freehold.custody.owners;

import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends purged policies again after somebody restored a main database from before the purge. The
 * availability database remembers the purge, and is not restored with it. The keys are destroyed
 * once more, so that nothing under them opens even if their vaults answer again.
 */
public final class RestoredPolicies {

  private static final Logger LOG = LoggerFactory.getLogger(RestoredPolicies.class);

  private final Database database;
  private final AvailabilityKeys availabilityKeys;
  private final BundleSink bundle;
  private final Ledger ledger;
  private final Clock clock;
  private final KeyDestruction destruction;

  /** Compares {@code database} with what {@code availabilityKeys} know. */
  public RestoredPolicies(
      Database database,
      AvailabilityKeys availabilityKeys,
      BundleSink bundle,
      Ledger ledger,
      Clock clock) {
    this.database = database;
    this.availabilityKeys = availabilityKeys;
    this.bundle = bundle;
    this.ledger = ledger;
    this.clock = clock;
    this.destruction = new KeyDestruction(database.dialect());
  }

  /**
   * Ends the restored policies again; call it at the start, before anything is opened. Each is in
   * its tenant's ledger.
   *
   * @return the policies that were brought back; usually none
   */
  public List<UUID> endAgain() {
    List<UUID> again = new ArrayList<>();
    for (AvailabilityKeys.Ended ended : availabilityKeys.ended()) {
      if (isBack(ended)) {
        end(ended);
        again.add(ended.policyId());
        LOG.atError()
            .addKeyValue("policy", ended.policyId())
            .log("the database is older than the purge of this policy: it was ended again");
      }
    }
    if (!again.isEmpty()) {
      database.eraseFreed();
    }
    return again;
  }

  private boolean isBack(AvailabilityKeys.Ended ended) {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT 1 FROM policies WHERE id = :id AND tenant_id = :tenantId
                      AND state NOT IN ('PURGING', 'PURGED')\
                    """)
                .bind("id", ended.policyId())
                .bind("tenantId", ended.tenantId())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  private void end(AvailabilityKeys.Ended ended) {
    UUID policyId = ended.policyId();
    // Before the state says that there is nothing to do: a start that ended here begins again.
    bundle.delete(new BundlePart(ended.tenantId(), BundlePart.Kind.POLICY, policyId));
    bundle.deletePacks(ended.tenantId(), policyId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    RowSeals.of(database)
        .write(
            act ->
                database.write(
                    tx -> {
                      destruction.endAgain(tx, act, ended.tenantId(), policyId, now);
                      destruction.destroyPolicyKey(tx, policyId);
                      ledger.append(tx, entry(ended));
                      return null;
                    }));
  }

  private static LedgerEntry entry(AvailabilityKeys.Ended ended) {
    return new LedgerEntry(
        ended.tenantId(),
        "system:start",
        "PolicyPurgeRepeat",
        ended.policyId().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("purgedAt", ended.at().toString()));
  }
}
