package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.moves.MoveRows.OwnersArrived;
import dev.freehold.custody.orders.KeptBackRows;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.NamedOwnerRows;
import dev.freehold.custody.owners.PolicyOwners;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.recovery.RecoveryRows;
import dev.freehold.custody.recovery.RecoveryState;
import dev.freehold.custody.reseal.RetiredKeyRows;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What comes after the last key of a move: the statement of it, and the retirement of a policy that
 * was left for good. A policy that still has keys is not retired; the statement says so.
 */
final class MoveEnd {

  private static final String RETIRE = "retire";
  private static final String PAST_RETIREMENT = "past-retirement";

  private final Database database;
  private final BundleSink bundle;
  private final Ledger ledger;
  private final Clock clock;

  MoveEnd(Database database, BundleSink bundle, Ledger ledger, Clock clock) {
    this.database = database;
    this.bundle = bundle;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The parameter that has a policy retired at the end. */
  static Map<String, String> retiring(UUID policyId) {
    return Map.of(RETIRE, policyId.toString());
  }

  /** The policy that is to be retired, if one is. */
  static Optional<UUID> retired(Map<String, String> parameters) {
    return Optional.ofNullable(parameters.get(RETIRE)).map(UUID::fromString);
  }

  /** First the retirement, then the packs, then the end: each can be done again after a crash. */
  JobOutcome reach(JobStep step) {
    // Each of the two below is one of these; all owners are gone through once, not three times.
    OwnersArrived arrived = database.read(tx -> arrived(tx, step));
    Optional<String> barred =
        arrived.notThere() == 0 ? Optional.empty() : database.read(tx -> barred(tx, step));
    if (barred.isPresent()) {
      return new JobOutcome.Fails(
          CustodyError.POLICY_PURGE_REQUESTED.code(),
          ("the purge of the policy %s was requested before everything had come under it; what had"
                  + " not stays where it is: assign another policy to it")
              .formatted(barred.get()));
    }
    Optional<String> cannotLeave =
        arrived.notThere() == 0 ? Optional.empty() : database.read(tx -> cannotLeave(tx, step));
    if (cannotLeave.isPresent()) {
      return new JobOutcome.Fails(
          CustodyError.POLICY_PURGE_REQUESTED.code(),
          "the purge of the policy %s was requested before everything had left it"
              .formatted(cannotLeave.get()));
    }
    Optional<UUID> retiring = retired(step.parameters());
    if (retiring.isPresent() && step.position().isEmpty()) {
      RowSeals.of(database)
          .write(
              act ->
                  step.<Void>commit(
                      PAST_RETIREMENT,
                      0,
                      0,
                      tx -> {
                        retire(tx, act, step, retiring.get());
                        return null;
                      }));
      return new JobOutcome.More();
    }
    Map<String, String> statement = new HashMap<>(facts(step, arrived));
    if (retiring.isPresent()) {
      long left = database.read(tx -> PolicyOwners.countKeys(tx, retiring.get()));
      // The last key may have ended after the retirement was tried, which leaves it as it was.
      boolean isRetired = database.read(tx -> isRetired(tx, retiring.get()));
      statement.put(isRetired ? "retiredPolicy" : "policyNotRetired", retiring.get().toString());
      statement.put("keysLeftUnderIt", Long.toString(left));
      if (isRetired) {
        bundle.deletePacks(step.tenantId(), retiring.get());
      }
    }
    step.conclude(
        statement,
        tx -> {
          NamedOwnerRows.delete(tx, step.jobId());
          KeptBackRows.delete(tx, step.jobId());
          return null;
        });
    return new JobOutcome.ShardDone();
  }

  private static boolean isRetired(Handle tx, UUID policyId) {
    return PolicyAuthority.require(tx, policyId).state() == PolicyState.RETIRED;
  }

  private static OwnersArrived arrived(Handle tx, JobStep step) {
    MoveScope scope = MoveScope.of(step.parameters());
    return MoveRows.arrived(tx, step.tenantId(), step.jobId(), scope);
  }

  private static Optional<String> barred(Handle tx, JobStep step) {
    MoveScope scope = MoveScope.of(step.parameters());
    return MoveRows.barred(tx, step.tenantId(), step.jobId(), scope);
  }

  private static Optional<String> cannotLeave(Handle tx, JobStep step) {
    MoveScope scope = MoveScope.of(step.parameters());
    return MoveRows.cannotLeave(tx, step.tenantId(), step.jobId(), scope);
  }

  private Map<String, String> facts(JobStep step, OwnersArrived arrived) {
    long kept = database.read(tx -> RetiredKeyRows.count(tx, step.jobId()));
    return Map.of(
        "owners", Long.toString(arrived.owners()),
        "ownerKind", MoveScope.of(step.parameters()).kind().name(),
        "ownersWhoseKeyDidNotOpen", Long.toString(arrived.notThere()),
        "keysKeptForDamagedObjects", Long.toString(kept));
  }

  private void retire(Handle tx, WriteAct act, JobStep step, UUID policyId) {
    boolean retired =
        PolicyAuthority.change(
            tx,
            act,
            policyId,
            row ->
                row.text("state").equals(PolicyState.ACTIVE.name())
                        && PolicyOwners.countKeys(tx, policyId) == 0
                    ? row.with("state", PolicyState.RETIRED).with("recovering", false)
                    : row);
    // What did not move may still do so: then the tenant takes the last step once more.
    RecoveryState reached = retired ? RecoveryState.DONE : RecoveryState.OPEN;
    RecoveryRows.pending(tx, policyId)
        .filter(
            request ->
                request.state() == RecoveryState.OPEN || request.state() == RecoveryState.MOVING)
        .filter(request -> request.state() != reached)
        .ifPresent(
            request ->
                RecoveryRows.advance(tx, act, request.id(), request.state(), reached, row -> row));
    if (retired) {
      tx.createUpdate("UPDATE policies SET changed_at = :now WHERE id = :id")
          .bind("now", clock.instant())
          .bind("id", policyId)
          .execute();
      ledger.append(
          tx,
          new LedgerEntry(
              step.tenantId(),
              step.requester().actor(),
              "PolicyRetire",
              policyId.toString(),
              LedgerEntry.Outcome.DONE,
              Map.of("jobId", step.jobId().toString())));
    }
  }
}
