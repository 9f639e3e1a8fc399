package dev.freehold.custody.reseal;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.NewJob;
import dev.freehold.custody.orders.KeptBackRows;
import dev.freehold.custody.orders.NamedOwnerRows;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Cleans up after jobs that ended early. It deletes the list of mailboxes or sites of a cancelled
 * job. If a job failed, was cancelled, or kept retired keys for damaged objects, it orders another
 * job that empties them, one for each tenant. Keys that were kept are tried again at most once in
 * an interval. Safe for use by many threads and nodes: each key belongs to one job at a time.
 */
public final class Leftovers {

  /** The job that empties and destroys them. */
  public static final String EMPTY = "empty";

  /** How often a key is tried again that is kept for damaged objects. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofDays(1);

  private static final String ACTOR = "leftovers";
  private static final int MAX_TENANTS_PER_RUN = 100;
  private static final int MAX_KEYS_PER_JOB = 10_000;

  private final Database database;
  private final Jobs jobs;
  private final Clock clock;
  private final Duration interval;

  /**
   * Looks after the keys in {@code database}.
   *
   * @param interval how long after the end of a job that kept a key the key is tried again;
   *     positive
   */
  public Leftovers(Database database, Jobs jobs, Clock clock, Duration interval) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
    this.interval = interval;
  }

  /**
   * Orders what is due, for a hundred tenants at most, ten thousand keys of each; the rest has its
   * turn in a later run.
   *
   * @return how many jobs were ordered
   */
  public int run() {
    database.write(tx -> NamedOwnerRows.deleteOfCancelled(tx) + KeptBackRows.deleteOfCancelled(tx));
    Instant endedBefore = clock.instant().minus(interval);
    int ordered = 0;
    for (UUID tenantId :
        database.read(tx -> LeftoverRows.tenants(tx, endedBefore, MAX_TENANTS_PER_RUN))) {
      ordered += order(tenantId, endedBefore).isPresent() ? 1 : 0;
    }
    if (ordered > 0) {
      jobs.wake();
    }
    return ordered;
  }

  private Optional<UUID> order(UUID tenantId, Instant endedBefore) {
    try {
      return Optional.of(database.write(tx -> order(tx, tenantId, endedBefore)));
    } catch (CustodyException e) {
      if (e.error() != CustodyError.JOB_RUNNING) {
        throw e;
      }
      // Another node was faster.
      return Optional.empty();
    }
  }

  private UUID order(Handle tx, UUID tenantId, Instant endedBefore) {
    UUID jobId =
        jobs.create(
            tx,
            new NewJob(
                tenantId,
                EMPTY,
                tenantId,
                Map.of(),
                1,
                0,
                0,
                Optional.of(EMPTY + ":" + tenantId),
                ACTOR,
                Role.GLOBAL_ADMIN));
    int keys = LeftoverRows.adopt(tx, tenantId, endedBefore, jobId, MAX_KEYS_PER_JOB);
    Jobs.totalItems(tx, jobId, keys);
    return jobId;
  }
}
