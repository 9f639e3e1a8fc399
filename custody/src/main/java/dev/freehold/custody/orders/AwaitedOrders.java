package dev.freehold.custody.orders;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.policies.PolicyKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Marks orders that would leave locked policies as waiting when they are given, so that the person
 * who gives one is told at once. The job checks for itself what it may do.
 */
public final class AwaitedOrders {

  private static final int FIRST_SHARD = 0;

  private final Jobs jobs;

  /** Marks jobs of {@code jobs}. */
  public AwaitedOrders(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Marks the job that was just made, in the same transaction.
   *
   * @param locked the policies that it leaves and that are locked
   * @param policyId where it takes content; empty for what covers the tenant
   */
  public void tell(
      Handle tx, UUID tenantId, UUID jobId, List<UUID> locked, Optional<UUID> policyId) {
    if (locked.isEmpty()) {
      return;
    }
    UUID target = policyId.orElseGet(() -> OrderTarget.covering(tx, tenantId));
    PolicyKind kind =
        tx.createQuery("SELECT kind FROM policies WHERE id = :id")
            .bind("id", target)
            .mapTo(PolicyKind.class)
            .one();
    Set<Departure> departures =
        locked.stream().map(from -> new Departure(from, target, kind)).collect(Collectors.toSet());
    Set<Departure> kept = Releases.locked(tx, jobId, departures);
    if (!kept.isEmpty()) {
      Job job = jobs.get(tx, tenantId, jobId);
      KeptBackRows.insert(tx, jobId, FIRST_SHARD, kept, job.createdAt());
      JobOutcome.Waits waits = KeptBack.waits(KeptBack.name(tx, kept.iterator().next().from()));
      jobs.waits(tx, job, waits);
    }
  }
}
