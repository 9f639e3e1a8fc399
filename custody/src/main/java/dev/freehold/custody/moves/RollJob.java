package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.hierarchy.DepKeys;
import dev.freehold.custody.hierarchy.RootRolls;
import dev.freehold.custody.hierarchy.RootRolls.RolledRoot;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Rolls one or both roots of a policy, one after the other, then states what is under the new
 * versions. Its position is the last slot that was done; what it rolled from stays in the ledger.
 */
final class RollJob implements JobKind {

  private static final int SLOTS = 2;

  private final RootRolls rolls;
  private final DepKeys depKeys;
  private final RollStatement statement;
  private final Ledger ledger;

  RollJob(RootRolls rolls, DepKeys depKeys, RollStatement statement, Ledger ledger) {
    this.rolls = rolls;
    this.depKeys = depKeys;
    this.statement = statement;
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return Rolls.ROLL;
  }

  @Override
  public JobOutcome step(JobStep step) {
    int done = step.position().isEmpty() ? 0 : Integer.parseInt(step.position());
    Optional<Integer> next =
        IntStream.rangeClosed(done + 1, SLOTS)
            .boxed()
            .filter(slot -> step.parameters().containsKey(Rolls.SLOT + slot))
            .findFirst();
    if (next.isEmpty()) {
      return new JobOutcome.ShardDone();
    }
    Optional<JobOutcome> outOfUse = statement.outOfUse(step);
    if (outOfUse.isPresent()) {
      return outOfUse.get();
    }
    try {
      roll(step, next.get());
      return new JobOutcome.More();
    } catch (KeyAccessException e) {
      return new JobOutcome.Waits(e.code(), e.getMessage());
    } catch (CustodyException e) {
      return VaultOutcomes.of(e);
    }
  }

  private void roll(JobStep step, int slot) {
    UUID policyId = RollStatement.policyOf(step);
    Optional<String> other =
        Optional.of(step.parameters().get(Rolls.SLOT + slot)).filter(key -> !key.isEmpty());
    Optional<RolledRoot> rolled = rolls.prepare(policyId, slot, other, depKeys, step.requester());
    step.commit(
        Integer.toString(slot),
        0,
        0,
        tx -> {
          rolled.ifPresent(
              root -> {
                if (!rolls.apply(tx, root)) {
                  throw new IllegalStateException("another roll was faster; this step runs again");
                }
                ledger.append(tx, entry(step, root));
              });
          return null;
        });
  }

  private static LedgerEntry entry(JobStep step, RolledRoot root) {
    return new LedgerEntry(
        step.tenantId(),
        step.requester().actor(),
        "RootKeyRoll",
        root.policyId().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of(
            "slot", Integer.toString(root.slot()),
            "from", root.from().toString(),
            "to", root.to().toString(),
            "jobId", step.jobId().toString()));
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
