package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.OpenJobs;
import dev.freehold.custody.jobs.OpenJobs.OpenJob;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.NamedOwnerRows;
import dev.freehold.custody.reseal.RetiredKeyRows;
import dev.freehold.persistence.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds the job that moves a mailbox or site, whether the job was ordered for it alone, for
 * several, or for a whole policy, geo or tenant. Safe for use by many threads.
 */
public final class MoveProgress {

  private static final int MAX_JOBS = 1_000;
  private static final List<String> KINDS =
      List.of(Moves.ASSIGN, FilePolicies.REGISTER, FilePolicies.RESTORE);

  private final Database database;
  private final Jobs jobs;

  /** Asks {@code database}. */
  public MoveProgress(Database database, Jobs jobs) {
    this.database = database;
    this.jobs = jobs;
  }

  /**
   * The unfinished job that empties a retired key of the owner; else the newest one that the owner
   * is among the owners of.
   */
  public Optional<Job> of(UUID tenantId, UUID ownerId) {
    return Optional.ofNullable(of(tenantId, List.of(ownerId)).get(ownerId));
  }

  /**
   * The same for many at once, by owner; those that no job moves are left out.
   *
   * @param ownerIds at most {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}
   */
  public Map<UUID, Job> of(UUID tenantId, Collection<UUID> ownerIds) {
    if (ownerIds.isEmpty()) {
      return Map.of();
    }
    Map<UUID, UUID> moving = database.read(tx -> jobIds(tx, tenantId, ownerIds));
    Map<UUID, Job> found = jobs.all(tenantId, Set.copyOf(moving.values()));
    Map<UUID, Job> unfinished = new HashMap<>();
    moving.forEach(
        (ownerId, jobId) ->
            Optional.ofNullable(found.get(jobId))
                .filter(Job::isUnfinished)
                .ifPresent(job -> unfinished.put(ownerId, job)));
    return unfinished;
  }

  private static Map<UUID, UUID> jobIds(Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    Map<UUID, UUID> moving = new HashMap<>(RetiredKeyRows.jobs(tx, tenantId, ownerIds));
    Map<UUID, Set<UUID>> naming = NamedOwnerRows.naming(tx, tenantId, ownerIds);
    KINDS.stream()
        .flatMap(kind -> OpenJobs.of(tx, tenantId, kind, MAX_JOBS).stream())
        .forEach(
            job ->
                owners(tx, tenantId, ownerIds, job, naming)
                    .forEach(ownerId -> moving.putIfAbsent(ownerId, job.id())));
    return moving;
  }

  /** Many jobs may name owners; of the others there is one for each policy, geo and tenant. */
  private static Collection<UUID> owners(
      Handle tx,
      UUID tenantId,
      Collection<UUID> ownerIds,
      OpenJob job,
      Map<UUID, Set<UUID>> naming) {
    MoveScope scope = MoveScope.of(job.parameters());
    return switch (scope) {
      case MoveScope.Named _ -> naming.getOrDefault(job.id(), Set.of());
      case MoveScope.Reassigned _, MoveScope.Uncovered _, MoveScope.OfGeo _ ->
          MoveRows.among(tx, tenantId, job.id(), scope, ownerIds);
    };
  }

  /**
   * When a single owner will be done. A job for this owner alone is measured by the bytes that it
   * moved since it began, pauses and waits included; of a job for many the owner's turn is not
   * known, so the end of the whole job counts.
   *
   * @param bytesLeft what is left of the owner's content
   * @return empty while the job does not run, or before anything is known
   */
  public static Optional<Instant> estimatedEnd(Job job, long bytesLeft, Instant now) {
    Optional<Instant> byBytes = byBytes(job, bytesLeft, now);
    return job.totalItems() > 1 ? job.estimatedEnd(now).or(() -> byBytes) : byBytes;
  }

  private static Optional<Instant> byBytes(Job job, long bytesLeft, Instant now) {
    if (job.state() != JobState.RUNNING || job.startedAt().isEmpty()) {
      return Optional.empty();
    }
    double elapsedMillis = Duration.between(job.startedAt().get(), now).toMillis();
    if (elapsedMillis <= 0 || job.doneBytes() <= 0 || bytesLeft <= 0) {
      return Optional.empty();
    }
    return Optional.of(now.plusMillis(Math.round(elapsedMillis / job.doneBytes() * bytesLeft)));
  }
}
