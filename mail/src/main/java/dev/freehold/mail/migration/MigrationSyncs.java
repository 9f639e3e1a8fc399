package dev.freehold.mail.migration;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.sync.SyncKey;
import dev.freehold.mail.migration.sync.SyncRows;
import dev.freehold.mail.migration.sync.SyncRun;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches that go on: they copy again by schedule, until somebody completes them. A batch of
 * another tenant is answered exactly like one that does not exist. Safe for use by many threads.
 */
public final class MigrationSyncs {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationSyncs.class);
  private static final String SCHEDULE = "system:migration-schedule";
  private static final int BEGUN_AT_ONCE = 100;

  private final Database database;
  private final Jobs jobs;
  private final BatchRuns runs;
  private final Ledger ledger;
  private final Clock clock;

  /** Works on what {@link MigrationBatches} keeps in the same places. */
  public MigrationSyncs(Database database, Jobs jobs, Ledger ledger, Clock clock) {
    this.database = database;
    this.jobs = jobs;
    this.runs = new BatchRuns(jobs);
    this.ledger = ledger;
    this.clock = clock;
  }

  static void requireLimits(int deletionLimit, int syncSeconds) {
    MigrationNames.requireRange("the number of deletions", deletionLimit, 0, Integer.MAX_VALUE);
    if (syncSeconds != 0) {
      MigrationNames.requireRange(
          "the number of seconds between two runs",
          syncSeconds,
          MigrationLimits.MIN_SYNC_INTERVAL.toSeconds(),
          MigrationLimits.MAX_SYNC_INTERVAL.toSeconds());
    }
  }

  /** A batch may complete at once, and not so late that everybody has forgotten it. */
  static void requireTime(Instant time, Instant now) {
    boolean isMoment = !time.isBefore(Instant.EPOCH);
    if (!isMoment || time.isAfter(now.plus(MigrationLimits.MAX_COMPLETE_AHEAD))) {
      throw MigrationNames.invalid(
          "a batch completes by itself after 1970 and at most %d days from now"
              .formatted(MigrationLimits.MAX_COMPLETE_AHEAD.toDays()));
    }
  }

  static Optional<MigrationBatch.Schedule> schedule(BatchRows.Row row) {
    return row.goesOn()
        ? Optional.of(
            new MigrationBatch.Schedule(
                Duration.ofSeconds(row.syncSeconds()),
                row.nextSyncAt(),
                row.runs(),
                row.deletionLimit(),
                row.completeAfter()))
        : Optional.empty();
  }

  /**
   * Changes a batch. A run that is under way heeds new limits from its next step on.
   *
   * @param actor who does it, for the ledger
   * @throws MailException {@code migration-batch-not-found}, {@code migration-invalid}; {@code
   *     migration-batch-state} if an interval or a time to complete is given for a batch that has
   *     one run only, or a time is given or taken back for one that is completed already
   */
  public void change(UUID tenantId, String nameOrId, BatchEdit edit, String actor) {
    database.write(
        tx -> {
          BatchRows.Row before = MigrationBatches.held(tx, tenantId, nameOrId);
          if (edit.syncSeconds().isPresent() && !before.goesOn()) {
            throw state("the batch has one run only, so there is no interval; make another batch");
          }
          if (edit.isByHand() || edit.completeAfter().isPresent()) {
            requireCompletable(before);
          }
          edit.completeAfter().ifPresent(time -> requireTime(time, clock.instant()));
          BatchRows.Row after = changed(before, edit);
          MigrationNames.requireRange(
              "the number of bad items", after.badItemLimit(), 0, Integer.MAX_VALUE);
          requireLimits(after.deletionLimit(), after.syncSeconds());
          BatchRows.change(tx, after);
          Map<String, String> details = new TreeMap<>();
          details.put("badItemLimit", Integer.toString(after.badItemLimit()));
          details.put("deletionLimit", Integer.toString(after.deletionLimit()));
          details.put("syncSeconds", Integer.toString(after.syncSeconds()));
          after.completeAfter().ifPresent(time -> details.put("completeAfter", time.toString()));
          record(tx, before, "MigrationBatchSet", actor, details);
          return null;
        });
  }

  private static void requireCompletable(BatchRows.Row batch) {
    if (!batch.goesOn()) {
      throw state("the batch has one run only and completes by itself; make another batch");
    }
    if (batch.isCompleting()) {
      throw state("the batch is completed already; look at its status");
    }
  }

  private BatchRows.Row changed(BatchRows.Row before, BatchEdit edit) {
    int seconds = edit.syncSeconds().orElse(before.syncSeconds());
    boolean isOther = seconds != before.syncSeconds();
    if (edit.syncSeconds().isPresent() && seconds == 0) {
      throw MigrationNames.invalid("the interval of a batch that goes on is not 0; complete it");
    }
    return new BatchRows.Row(
        before.id(),
        before.tenantId(),
        before.name(),
        before.endpointId(),
        before.includeFolders(),
        before.excludeFolders(),
        before.folderMoves(),
        edit.badItemLimit().orElse(before.badItemLimit()),
        before.otherNames(),
        before.jobId(),
        before.createdAt(),
        before.createdBy(),
        seconds,
        edit.deletionLimit().orElse(before.deletionLimit()),
        before.nextSyncAt().map(at -> isOther ? clock.instant().plusSeconds(seconds) : at),
        before.finalRun(),
        before.runs(),
        edit.isByHand() ? Optional.empty() : edit.completeAfter().or(before::completeAfter));
  }

  /**
   * Has a batch copy for the last time, at once or after the run that is under way. Its passwords
   * are destroyed with that.
   *
   * @throws MailException {@code migration-batch-not-found}; {@code migration-batch-state} if it
   *     has one run only, was stopped in the middle of a run, or has ended
   */
  public void complete(UUID tenantId, String nameOrId, String actor) {
    database.write(
        tx -> {
          BatchRows.Row batch = MigrationBatches.held(tx, tenantId, nameOrId);
          if (!batch.goesOn()) {
            throw state("the batch completes by itself; look at its status");
          }
          Optional<Job> job = batch.jobId().map(id -> jobs.get(tx, tenantId, id));
          boolean isUnderWay = job.filter(Job::isUnfinished).isPresent();
          if (!batch.hasMoreRuns() && !isUnderWay) {
            throw state("the batch is completed already, and its passwords are gone");
          }
          if (job.filter(known -> known.state() == JobState.PAUSED).isPresent()) {
            throw state("the batch was stopped in the middle of a run; start it, then complete it");
          }
          complete(tx, batch, isUnderWay, actor);
          return null;
        });
    jobs.wake();
  }

  /** Has the next run be the last. */
  private void complete(Handle tx, BatchRows.Row batch, boolean isUnderWay, String actor) {
    if (!batch.isCompleting()) {
      BatchRows.setFinalRun(tx, batch.id(), batch.runs() + 1);
      record(tx, batch, "MigrationBatchComplete", actor, Map.of());
    }
    if (!isUnderWay) {
      BatchRows.Row now = MigrationBatches.require(tx, batch.tenantId(), batch.id().toString());
      runs.begin(tx, now, actor, clock.instant());
    }
  }

  /**
   * The runs of a batch, the latest first; at most {@link MigrationLimits#MAX_KEPT_RUNS}. One with
   * one run only has none of them.
   *
   * @throws MailException {@code migration-batch-not-found}
   */
  public List<SyncRun> runs(UUID tenantId, String nameOrId) {
    return database.read(
        tx -> {
          UUID id = MigrationBatches.require(tx, tenantId, nameOrId).id();
          return SyncRows.runs(tx, id).stream()
              .map(run -> run.endedAt().isPresent() ? run : present(tx, id, run))
              .toList();
        });
  }

  private static SyncRun present(Handle tx, UUID id, SyncRun run) {
    int failed = UserCounts.of(MigrationUserRows.counts(tx, id)).failed();
    return run.with(
        Optional.empty(), failed, SyncedUserRows.skipped(tx, id), SyncRows.totals(tx, id));
  }

  /**
   * Approves of the removals that wait in a mailbox; the next run makes them if they are no more
   * than now.
   *
   * @throws MailException {@code migration-batch-not-found}, {@code mailbox-not-found}; {@code
   *     migration-batch-state} if none wait
   */
  public void approveDeletions(UUID tenantId, String nameOrId, String address, String actor) {
    database.write(
        tx -> {
          BatchRows.Row batch = MigrationBatches.held(tx, tenantId, nameOrId);
          MigrationUserRows.Row user =
              MigrationUserRows.ofAddress(tx, batch.id(), address.toLowerCase(Locale.ROOT))
                  .orElseThrow(
                      () ->
                          new MailException(
                              MailError.MAILBOX_NOT_FOUND,
                              "the batch has no mailbox of this address; list its users"));
          SyncKey key = new SyncKey(user.batchId(), user.line());
          long asked = SyncRows.get(tx, key).askedItems();
          if (!SyncRows.approve(tx, key)) {
            throw state("no removals of this mailbox wait for approval; look at its status");
          }
          Map<String, String> details =
              Map.of("address", user.address(), "deletions", Long.toString(asked));
          record(tx, batch, "MigrationDeletionsApprove", actor, details);
          return null;
        });
  }

  /**
   * Completes each batch whose time to complete has come, and begins the next run of each whose
   * time for that has, on whatever node is first.
   */
  public void beginDue() {
    Instant now = clock.instant();
    Instant latest = now.plus(MigrationLimits.MAX_SYNC_INTERVAL).plus(CustodyLimits.MAX_CLOCK_SKEW);
    each(tx -> BatchRows.toComplete(tx, now, BEGUN_AT_ONCE), this::completeIfDue);
    each(
        tx -> BatchRows.due(tx, now, latest, BEGUN_AT_ONCE),
        (tx, batch) -> beginIfDue(tx, batch, now));
  }

  private void each(SqlWork<List<BatchRows.Row>> find, BiConsumer<Handle, BatchRows.Row> begin) {
    List<BatchRows.Row> due = database.read(find);
    for (BatchRows.Row batch : due) {
      try {
        database.write(
            tx -> {
              begin.accept(tx, batch);
              return null;
            });
      } catch (CustodyException e) {
        if (e.error() != CustodyError.JOB_RUNNING) {
          throw e;
        }
        LOG.debug("another node has begun the run");
      }
    }
    if (!due.isEmpty()) {
      jobs.wake();
    }
  }

  /** Somebody may have stopped or completed it, or changed its time, since it was seen. */
  private void completeIfDue(Handle tx, BatchRows.Row seen) {
    Optional<BatchRows.Row> batch =
        heldIfThere(tx, seen)
            .filter(held -> !held.isCompleting())
            .filter(held -> held.completeAfter().equals(seen.completeAfter()));
    if (batch.isPresent()) {
      boolean isUnderWay = BatchRows.runs(tx, seen.id());
      if (isUnderWay || batch.get().nextSyncAt().isPresent()) {
        complete(tx, batch.get(), isUnderWay, SCHEDULE);
      }
    }
  }

  private void beginIfDue(Handle tx, BatchRows.Row seen, Instant now) {
    heldIfThere(tx, seen)
        .filter(held -> held.nextSyncAt().equals(seen.nextSyncAt()))
        .ifPresent(held -> runs.begin(tx, held, SCHEDULE, now));
  }

  private static Optional<BatchRows.Row> heldIfThere(Handle tx, BatchRows.Row seen) {
    return BatchRows.lock(tx, seen.id())
        ? BatchRows.find(tx, seen.tenantId(), seen.id().toString())
        : Optional.empty();
  }

  private static MailException state(String message) {
    return new MailException(MailError.MIGRATION_BATCH_STATE, message);
  }

  private void record(
      Handle tx, BatchRows.Row batch, String operation, String actor, Map<String, String> more) {
    Map<String, String> details = new TreeMap<>(more);
    details.put("name", batch.name());
    ledger.append(
        tx,
        new LedgerEntry(
            batch.tenantId(),
            actor,
            operation,
            batch.id().toString(),
            LedgerEntry.Outcome.DONE,
            details));
  }
}
