package dev.freehold.bench.policies;

import com.sun.management.OperatingSystemMXBean;
import dev.freehold.content.purge.ColdKeys;
import dev.freehold.content.purge.StoredContents;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.LeaseSettings;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.OperatorApproval;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.custody.purge.PurgeWish;
import dev.freehold.custody.purge.run.PurgeJob;
import dev.freehold.custody.purge.run.PurgeRunSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What purges need, wired over a stage as the server does it, and one purge from end to end. */
final class PurgeStage {

  private static final int SAMPLE_OBJECTS = 3;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final PolicyStage stage;
  private final LeaseSettings leases;
  private final StoredContents contents;
  private final PurgeRequests requests;
  private final PurgeCases cases;

  PurgeStage(PolicyStage stage, LeaseSettings leases) {
    this.stage = stage;
    this.leases = leases;
    this.contents = new StoredContents(stage.parts(stage.keys), new Cold());
    PermissionProbe probe =
        new PermissionProbe(
            stage.allVaults, stage.ledger, new SimpleMeterRegistry(), PolicyStage.SUITE.random());
    LegalHolds holds = new LegalHolds(stage.database, stage.ledger, PolicyStage.CLOCK);
    this.requests =
        new PurgeRequests(
            stage.database, stage.policies, probe, holds, stage.ledger, PolicyStage.CLOCK);
    this.cases =
        new PurgeCases(
            stage.database,
            probe,
            holds,
            contents,
            (_, _) -> Map.of(),
            stage.jobs,
            stage.ledger,
            PolicyStage.CLOCK);
  }

  /** Access to keys that is made for one look. */
  private final class Cold implements ColdKeys {
    @Override
    public <R> R look(Function<KeyAccess, R> look) {
      try (CachedKeyAccess fresh = stage.unkept(leases)) {
        return look.apply(fresh);
      }
    }
  }

  /** Makes sure that an object opens before the purge, by the way that the purge tries it. */
  void requireOpen(UUID objectId) {
    if (!contents.opens(stage.tenantId, objectId)) {
      throw new IllegalStateException("an object does not open before the purge: " + objectId);
    }
  }

  /** Requests, authorises and approves the purge, and does it. */
  PurgeTiming purge(UUID policyId, Duration leaseWait) {
    stage.vaults.refuse();
    requests.request(
        stage.tenantId, policyId, new PurgeWish("a bench", "the bench", false), PolicyStage.ADMIN);
    UUID caseId = cases.list(stage.tenantId).getFirst().id();
    long listing = System.nanoTime();
    Inventory inventory = cases.inventory(stage.tenantId, caseId);
    double listMillis = Figures.millis(System.nanoTime() - listing);
    cases.authorise(stage.tenantId, caseId, document(inventory), PolicyStage.ADMIN);
    cases.approve(caseId, approval("one"));
    PhaseTimes times = new PhaseTimes(job(leaseWait));
    long approved;
    long processor;
    try (JobRunner _ = stage.run(List.of(times), () -> false)) {
      processor = SYSTEM.getProcessCpuTime();
      approved = System.nanoTime();
      PurgeCase begun = cases.approve(caseId, approval("two"));
      Figures.await(stage, stage.jobs.get(stage.tenantId, begun.jobId().orElseThrow()));
      processor = SYSTEM.getProcessCpuTime() - processor;
    }
    if (cases.get(stage.tenantId, caseId).state() != PolicyState.PURGED) {
      throw new IllegalStateException("the job has ended and the policy is not purged");
    }
    return timing(times, approved, processor, listMillis, inventory);
  }

  private PurgeJob job(Duration leaseWait) {
    return new PurgeJob(
        stage.database,
        stage.availabilityKeys,
        stage.bundle,
        contents,
        stage.keys::forget,
        new Nodes(
            stage.database, stage.tenantId, stage.ledger, PolicyStage.CLOCK, PolicyStage.CLOCK),
        () -> {},
        stage.ledger,
        new PurgeRunSettings(leaseWait, SAMPLE_OBJECTS),
        PolicyStage.CLOCK,
        System::nanoTime);
  }

  private static PurgeTiming timing(
      PhaseTimes times, long approved, long processor, double listMillis, Inventory inventory) {
    long waited = times.begunNanos("LATE_PACKS") - times.leftNanos("AVAILABILITY_KEY");
    Map<String, Double> phases = times.millis();
    phases.remove("LEASES");
    return new PurgeTiming(
        Figures.millis(times.endNanos() - approved - waited),
        Figures.millis(waited),
        Figures.millis(processor),
        listMillis,
        inventory.bytes(),
        phases);
  }

  private static DocumentFacts document(Inventory inventory) {
    return new DocumentFacts(
        hash('1'),
        hash('2'),
        inventory.sha256(),
        hash('3'),
        "The approver",
        PolicyStage.CLOCK.instant());
  }

  private static OperatorApproval approval(String who) {
    return new OperatorApproval(
        "operator " + who, "key-" + who, hash('4'), PolicyStage.CLOCK.instant(), Optional.empty());
  }

  private static String hash(char digit) {
    return String.valueOf(digit).repeat(64);
  }
}
