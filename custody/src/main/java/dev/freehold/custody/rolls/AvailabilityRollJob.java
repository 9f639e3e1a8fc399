package dev.freehold.custody.rolls;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.policies.AvailabilityRolls;
import dev.freehold.custody.policies.AvailabilityRolls.RolledAvailabilityKey;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.PersistenceError;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gives a policy another availability key, then destroys the earlier one. */
public final class AvailabilityRollJob implements JobKind {

  private static final String ROLLED = "rolled";

  private final AvailabilityRolls rolls;
  private final DepKeys depKeys;
  private final RollStatement statement;
  private final Ledger ledger;

  /** Rolls by {@code rolls}, then makes {@code statement}. */
  public AvailabilityRollJob(
      AvailabilityRolls rolls, DepKeys depKeys, RollStatement statement, Ledger ledger) {
    this.rolls = rolls;
    this.depKeys = depKeys;
    this.statement = statement;
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return Rolls.AVAILABILITY_ROLL;
  }

  @Override
  public JobOutcome step(JobStep step) {
    if (step.position().equals(ROLLED)) {
      return rolls.destroyBefore(RollStatement.policyOf(step))
          ? new JobOutcome.ShardDone()
          : new JobOutcome.Waits(
              PersistenceError.BUSY.code(),
              "remains of the earlier key in the database's log cannot be cleared while others read"
                  + " it; the server tries again");
    }
    Optional<JobOutcome> outOfUse = statement.outOfUse(step);
    if (outOfUse.isPresent()) {
      return outOfUse.get();
    }
    try {
      roll(step);
      // At once, because the job may have been cancelled; if this fails, the next step does it.
      rolls.destroyBefore(RollStatement.policyOf(step));
      return new JobOutcome.More();
    } catch (KeyAccessException e) {
      return new JobOutcome.Waits(e.code(), e.getMessage());
    }
  }

  private void roll(JobStep step) {
    UUID policyId = RollStatement.policyOf(step);
    RolledAvailabilityKey rolled = rolls.prepare(policyId, depKeys, step.requester());
    step.commit(
        ROLLED,
        0,
        0,
        tx -> {
          if (!rolls.apply(tx, rolled)) {
            throw new IllegalStateException("another roll was faster; this step runs again");
          }
          ledger.append(
              tx,
              new LedgerEntry(
                  step.tenantId(),
                  step.requester().actor(),
                  "AvailabilityKeyRoll",
                  policyId.toString(),
                  LedgerEntry.Outcome.DONE,
                  Map.of(
                      "from", rolled.from().toString(),
                      "to", rolled.key().availabilityKeyId().toString(),
                      "jobId", step.jobId().toString())));
          return null;
        });
  }

  @Override
  public JobOutcome finish(JobStep step) {
    try {
      Optional<JobOutcome> outOfUse = statement.outOfUse(step);
      return outOfUse.isPresent() ? outOfUse.get() : statement.proceed(step);
    } catch (KeyAccessException e) {
      return new JobOutcome.Waits(e.code(), e.getMessage());
    }
  }
}
