package dev.freehold.custody.rolls;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.locks.LeavingLocked;
import dev.freehold.custody.orders.Departure;
import dev.freehold.custody.orders.KeptBack;
import dev.freehold.custody.orders.KeptBackRows;
import dev.freehold.custody.orders.Releases;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.policies.RootRolls.RolledRoot;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Rolls one or both roots of a policy, one after the other, then states what is under the new
 * versions. Its position is the last slot that was done; the ledger has the earlier versions.
 */
public final class RollJob implements JobKind {

  private static final int SLOTS = 2;

  private final Database database;
  private final RootRolls rolls;
  private final DepKeys depKeys;
  private final RollStatement statement;
  private final Ledger ledger;
  private final Clock clock;

  /** Rolls root keys, then makes {@code statement}. */
  public RollJob(
      Database database,
      RootRolls rolls,
      DepKeys depKeys,
      RollStatement statement,
      Ledger ledger,
      Clock clock) {
    this.database = database;
    this.clock = clock;
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
      return roll(step, next.get());
    } catch (KeyAccessException e) {
      return new JobOutcome.Waits(e.code(), e.getMessage());
    } catch (CustodyException e) {
      return VaultOutcomes.of(e);
    }
  }

  /** Other roots open everything as well as another policy does, so the same has to agree. */
  private JobOutcome roll(JobStep step, int slot) {
    RolledPolicy policy = policy(step);
    if (policy.isReleased()) {
      roll(step, slot, step.requester());
      return new JobOutcome.More();
    }
    try {
      roll(step, slot, step.requester().leaving());
      return new JobOutcome.More();
    } catch (KeyAccessException e) {
      if (policy.kind() == PolicyKind.FILE || !KeptBack.isForLackOfARoot(e)) {
        throw e;
      }
      return keptBack(step, policy);
    }
  }

  private RolledPolicy policy(JobStep step) {
    UUID policyId = RollStatement.policyOf(step);
    return database.read(
        tx -> {
          PolicyKind kind =
              tx.createQuery("SELECT kind FROM policies WHERE id = :id")
                  .bind("id", policyId)
                  .mapTo(PolicyKind.class)
                  .one();
          Departure departure = Departure.toOtherRoots(policyId, kind);
          boolean isReleased =
              !kind.isCustomerManaged()
                  || !Releases.among(tx, step.jobId(), List.of(departure)).isEmpty();
          boolean isNoted = !KeptBackRows.of(tx, step.jobId(), step.shard()).isEmpty();
          return new RolledPolicy(
              departure, kind, KeptBack.name(tx, policyId), isReleased, isNoted);
        });
  }

  private JobOutcome keptBack(JobStep step, RolledPolicy policy) {
    if (!policy.isNoted()) {
      step.commit(
          step.position(),
          0,
          0,
          tx -> {
            Set<Departure> kept = Set.of(policy.departure());
            KeptBackRows.insert(tx, step.jobId(), step.shard(), kept, clock.instant());
            return null;
          });
    }
    return KeptBack.waits(policy.name());
  }

  private void roll(JobStep step, int slot, Requester requester) {
    UUID policyId = RollStatement.policyOf(step);
    Optional<String> other =
        Optional.of(step.parameters().get(Rolls.SLOT + slot)).filter(key -> !key.isEmpty());
    Optional<RolledRoot> rolled = rolls.prepare(policyId, slot, other, depKeys, requester);
    RowSeals.of(database)
        .write(
            act ->
                step.<Void>commit(
                    Integer.toString(slot),
                    0,
                    0,
                    tx -> {
                      KeptBackRows.delete(tx, step.jobId(), step.shard());
                      // A root that is there already was not asked, and nothing leaves.
                      rolled.ifPresent(root -> apply(tx, act, step, root, requester));
                      return null;
                    }));
  }

  private void apply(Handle tx, WriteAct act, JobStep step, RolledRoot root, Requester requester) {
    requireUnlocked(tx, step, requester);
    if (!rolls.apply(tx, act, root)) {
      throw new IllegalStateException("another roll was faster; this step runs again");
    }
    ledger.append(tx, entry(step, root));
  }

  /** A lease of this node may still run when another one has heard both roots refuse. */
  private static void requireUnlocked(Handle tx, JobStep step, Requester requester) {
    UUID policyId = RollStatement.policyOf(step);
    boolean locked =
        requester.kind() == Requester.Kind.LEAVING
            && !LeavingLocked.ofPolicy(tx, policyId).isEmpty();
    if (locked) {
      throw new KeyAccessException(
          KeyAccessException.Reason.REFUSED, "the policy was locked meanwhile");
    }
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

  /**
   * The policy that is rolled.
   *
   * @param isReleased whether it may be without a root's agreement
   * @param isNoted whether it stands already that it waits
   */
  private record RolledPolicy(
      Departure departure, PolicyKind kind, String name, boolean isReleased, boolean isNoted) {}
}
