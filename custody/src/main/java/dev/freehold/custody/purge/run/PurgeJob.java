package dev.freehold.custody.purge.run;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.nodes.ForgettingNodes;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.custody.owners.KeyDestruction;
import dev.freehold.custody.owners.KeyDestruction.DoomedPolicyKey;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.EndedPolicies;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.CaseRows;
import dev.freehold.custody.purge.OwnerContents;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeOrder;
import dev.freehold.custody.purge.run.PurgePosition.Phase;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.PersistenceError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The job that carries out a purge. Each phase may be repeated from its position. A step deletes
 * data outside the database before the rows that name it, because none of that data is wanted back.
 * The policy counts as purged only after the last step.
 */
public final class PurgeJob implements JobKind {

  private static final int MAX_WORDS_CHARS = 1_024;

  private final Database database;
  private final AvailabilityKeys availabilityKeys;
  private final BundleSink bundle;
  private final Consumer<UUID> caches;
  private final Nodes nodes;
  private final PurgeRunSettings settings;
  private final Clock clock;
  private final KeyDestruction destruction;
  private final KeysPhase keys;
  private final PacksPhase packs;
  private final ProofPhase proof;
  private final PurgeEnd end;
  private final Runnable ended;
  private final LeaseWait leaseWait;

  /**
   * Destroys what {@code database}, {@code availabilityKeys} and {@code bundle} have of keys.
   *
   * @param caches overwrites what this node has in memory of a policy's keys
   * @param nodes those that may have keys in memory
   * @param ended is told after the last step of a purge on this node, whatever came of it
   */
  public PurgeJob(
      Database database,
      AvailabilityKeys availabilityKeys,
      BundleSink bundle,
      OwnerContents contents,
      Consumer<UUID> caches,
      Nodes nodes,
      Runnable ended,
      Ledger ledger,
      PurgeRunSettings settings,
      Clock clock,
      LongSupplier nanoTime) {
    this.database = database;
    this.availabilityKeys = availabilityKeys;
    this.bundle = bundle;
    this.caches = caches;
    this.nodes = nodes;
    this.ended = ended;
    this.settings = settings;
    this.clock = clock;
    this.destruction = new KeyDestruction(database.dialect());
    this.keys = new KeysPhase(database, destruction, bundle, contents);
    this.packs = new PacksPhase(database, destruction, bundle);
    this.proof = new ProofPhase(database, destruction, bundle, contents, settings.sampleObjects());
    this.leaseWait = new LeaseWait(nanoTime);
    this.end = new PurgeEnd(database, destruction, ledger, clock);
  }

  @Override
  public String name() {
    return PurgeOrder.KIND;
  }

  @Override
  public JobOutcome step(JobStep step) {
    return ifOrdered(step, () -> phase(step, PurgePosition.parse(step.position())));
  }

  private JobOutcome phase(JobStep step, PurgePosition at) {
    return switch (at.phase()) {
      case POLICY -> policy(step);
      case KEYS -> keys.current(step, at, Phase.RETIRED);
      case RETIRED -> keys.retired(step, at, Phase.PACKS);
      case PACKS -> packs.step(step, at, Phase.AVAILABILITY_KEY);
      case AVAILABILITY_KEY -> availabilityKey(step);
      case LEASES -> leases(step, at);
      case LATE_PACKS -> packs.step(step, at, Phase.JOURNALS);
      case JOURNALS -> journals(step);
      case PROOF -> proof.step(step, at);
    };
  }

  private JobOutcome ifOrdered(JobStep step, Supplier<JobOutcome> act) {
    if (!database.read(tx -> isOrdered(tx, step))) {
      return new JobOutcome.Fails(
          CustodyError.PURGE_STEP_REFUSED.code(),
          "no purge that was authorised and approved has this job; nothing was destroyed by it");
    }
    return act.get();
  }

  /** The case says so, which only those who authorise and approve a purge can make it say. */
  private static boolean isOrdered(Handle tx, JobStep step) {
    return CaseRows.byId(tx, PurgeOrder.caseOf(step))
        .filter(purge -> purge.tenantId().equals(step.tenantId()))
        .filter(purge -> purge.policyId().equals(PurgeOrder.policyOf(step)))
        .filter(purge -> purge.state() == PolicyState.PURGING)
        .flatMap(PurgeCase::jobId)
        .filter(step.jobId()::equals)
        .isPresent();
  }

  private JobOutcome policy(JobStep step) {
    UUID policyId = PurgeOrder.policyOf(step);
    caches.accept(policyId);
    dropPolicyParts(step.tenantId(), policyId);
    long availability = availabilityKeys.count(policyId);
    step.commit(
        PurgePosition.at(Phase.KEYS).text(),
        0,
        0,
        tx -> {
          DoomedPolicyKey key = destruction.policyKey(tx, policyId);
          DestroyedDigest digest = DestroyedDigest.empty();
          digest.add(policyId, key.generation(), key.commitment());
          destruction.destroyPolicyKey(tx, policyId);
          RunRows.begin(tx, PurgeOrder.caseOf(step), digest.hex(), availability);
          return null;
        });
    return new JobOutcome.More();
  }

  private void dropPolicyParts(UUID tenantId, UUID policyId) {
    bundle.delete(new BundlePart(tenantId, BundlePart.Kind.POLICY, policyId));
    bundle.deletePacks(tenantId, policyId);
  }

  private JobOutcome availabilityKey(JobStep step) {
    availabilityKeys.destroyAll(step.tenantId(), PurgeOrder.policyOf(step));
    // No key is there from which a node could have one in memory anew.
    leaseWait.begin(PurgeOrder.caseOf(step));
    Instant notBefore = clock.instant().plus(settings.leaseWait()).truncatedTo(ChronoUnit.MILLIS);
    step.commit(PurgePosition.waiting(notBefore).text(), 0, 0, tx -> null);
    return new JobOutcome.More();
  }

  private JobOutcome leases(JobStep step, PurgePosition at) {
    UUID caseId = PurgeOrder.caseOf(step);
    EndedPolicies purged = availabilityKeys.endedNow();
    if (!purged.has(PurgeOrder.policyOf(step))) {
      // Its database has lost that these were destroyed, and so has them again.
      leaseWait.end(caseId);
      return availabilityKey(step);
    }
    ForgettingNodes all = nodes.forgetting(purged);
    // What is asked first begins the wait if another node had begun it.
    boolean isOver = leaseWait.isOver(caseId, settings.leaseWait(all.longestLease()));
    if (!isOver && !all.isEveryone()) {
      return new JobOutcome.Waits(
          "purge-waits-for-leases",
          "every key is destroyed; until about %s a node may have one in memory. %s"
              .formatted(at.notBefore(), all.waitedFor()));
    }
    step.commit(
        PurgePosition.at(Phase.LATE_PACKS).text(),
        0,
        0,
        tx -> {
          RunRows.forgotten(tx, caseId, cut(all.words()));
          return null;
        });
    leaseWait.end(caseId);
    return new JobOutcome.More();
  }

  private JobOutcome journals(JobStep step) {
    // Whoever had a key in memory could have written these after they were dropped.
    dropPolicyParts(step.tenantId(), PurgeOrder.policyOf(step));
    Erasure ofAvailabilityKeys =
        availabilityKeys.destroyAgain(step.tenantId(), PurgeOrder.policyOf(step));
    Erasure ofRows = database.eraseFreed();
    if (!ofAvailabilityKeys.isComplete() || !ofRows.isComplete()) {
      return new JobOutcome.Waits(
          PersistenceError.BUSY.code(),
          "remains of keys in a database's files cannot be cleared while others read it; the server"
              + " tries again");
    }
    String words = words(ofRows, ofAvailabilityKeys);
    step.commit(
        PurgePosition.at(Phase.PROOF).text(),
        0,
        0,
        tx -> {
          RunRows.erased(tx, PurgeOrder.caseOf(step), words);
          return null;
        });
    return new JobOutcome.More();
  }

  private static String words(Erasure ofRows, Erasure ofAvailabilityKeys) {
    return cut(
        "metadata: %s. availability keys: %s"
            .formatted(ofRows.words(), ofAvailabilityKeys.words()));
  }

  /** For the ledger, whose details are bounded. */
  private static String cut(String words) {
    return words.substring(0, Math.min(words.length(), MAX_WORDS_CHARS));
  }

  @Override
  public JobOutcome finish(JobStep step) {
    return ifOrdered(step, () -> atTheEnd(step));
  }

  /**
   * What the availability database has lost since is destroyed, waited for and erased again from
   * the position of the finish; what was proved stays proved, because no other copy of a key is
   * there.
   */
  private JobOutcome atTheEnd(JobStep step) {
    if (!step.position().isEmpty()) {
      PurgePosition at = PurgePosition.parse(step.position());
      if (at.phase() != Phase.PROOF) {
        return phase(step, at);
      }
    }
    UUID policyId = PurgeOrder.policyOf(step);
    if (!availabilityKeys.endedNow().has(policyId) || availabilityKeys.count(policyId) > 0) {
      return availabilityKey(step);
    }
    JobOutcome outcome = end.reach(step);
    ended.run();
    return outcome;
  }
}
