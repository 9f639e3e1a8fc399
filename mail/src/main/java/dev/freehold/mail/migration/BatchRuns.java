package dev.freehold.mail.migration;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.NewJob;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.sync.SyncRows;
import dev.freehold.mail.migration.sync.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Begins and ends the runs of batches. Each is a job; only one of a batch is unfinished at any
 * time. Safe for use by many threads.
 */
final class BatchRuns {

  /** The kind of job of a batch that goes on. */
  static final String SYNC = "imap-sync";

  private final Jobs jobs;

  BatchRuns(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Begins the first run or the next one, in the caller's transaction, which holds the batch.
   *
   * @throws dev.freehold.custody.CustodyException {@code JOB_RUNNING}
   */
  void begin(Handle tx, BatchRows.Row batch, String actor, Instant now) {
    MigrationUserRows.giveBack(tx, batch.id());
    if (batch.goesOn() && batch.runs() > 0) {
      SyncedUserRows.again(tx, batch.id());
    }
    BatchRows.nextRun(tx, batch.id());
    MigrationEndpoint endpoint =
        MigrationEndpoints.require(tx, batch.tenantId(), batch.endpointId().toString());
    int users = UserCounts.of(MigrationUserRows.counts(tx, batch.id())).total();
    int run = batch.runs() + 1;
    if (batch.goesOn()) {
      boolean isFinal = batch.isCompleting() && batch.finalRun() <= run;
      SyncRows.begun(tx, batch.id(), SyncRun.begun(run, now, isFinal, users));
    }
    UUID job =
        jobs.create(
            tx,
            new NewJob(
                batch.tenantId(),
                batch.goesOn() ? SYNC : MigrationJob.NAME,
                batch.id(),
                Map.of(),
                Math.min(endpoint.maxConcurrent(), users),
                0,
                0,
                Optional.of("imap-migration:" + batch.id()),
                actor,
                Role.EXCHANGE_ADMIN));
    BatchRows.setJob(tx, batch.id(), job);
  }

  /** The last mailbox of a run has ended; in the transaction that ends the job. */
  static void ended(Handle tx, BatchRows.Row batch, UserCounts counts, Instant now) {
    if (!batch.goesOn()) {
      return;
    }
    SyncRows.ended(
        tx,
        batch.id(),
        SyncRun.begun(batch.runs(), now, !batch.hasMoreRuns(), counts.total())
            .with(
                Optional.of(now),
                counts.failed(),
                SyncedUserRows.skipped(tx, batch.id()),
                SyncRows.totals(tx, batch.id())));
    if (batch.hasMoreRuns()) {
      Duration pause =
          batch.isCompleting() ? Duration.ZERO : Duration.ofSeconds(batch.syncSeconds());
      BatchRows.setNextSync(tx, batch.id(), Optional.of(now.plus(pause)));
    } else {
      SyncedUserRows.forgetPasswords(tx, batch.id());
    }
  }
}
