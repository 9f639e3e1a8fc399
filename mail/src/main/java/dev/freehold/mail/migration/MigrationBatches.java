package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.migration.csv.CsvRecipients;
import dev.freehold.mail.migration.csv.CsvRow;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.sync.SyncKey;
import dev.freehold.mail.migration.sync.SyncRows;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Batches of mailboxes whose mail is copied from other servers. A batch of another tenant is
 * answered exactly like one that does not exist. Safe for use by many threads.
 */
public final class MigrationBatches {

  private static final int MAX_SHOWN_SKIPS = 100;

  private final Database database;
  private final Mailboxes mailboxes;
  private final SealedPasswords passwords;
  private final Jobs jobs;
  private final BatchRuns runs;
  private final Ledger ledger;
  private final Clock clock;

  /**
   * Keeps batches in {@code database}, beside custody's jobs.
   *
   * @param master seals the passwords of sources
   */
  public MigrationBatches(
      Database database,
      Mailboxes mailboxes,
      ServiceMasterKey master,
      Jobs jobs,
      Ledger ledger,
      Clock clock) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.passwords = new SealedPasswords(master);
    this.jobs = jobs;
    this.runs = new BatchRuns(jobs);
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Makes a batch of what a CSV names. All mailboxes have to exist.
   *
   * @param actor who does it, for the ledger
   * @throws MailException {@code migration-invalid}, {@code migration-csv-invalid}, {@code
   *     migration-endpoint-not-found}, {@code migration-batch-exists}, {@code
   *     migration-limit-reached}
   */
  public MigrationBatch create(UUID tenantId, NewBatch wanted, String actor) {
    MigrationNames.require(wanted.name());
    MigrationNames.requireRange(
        "the number of bad items", wanted.badItemLimit(), 0, Integer.MAX_VALUE);
    MigrationSyncs.requireLimits(wanted.deletionLimit(), wanted.syncSeconds());
    wanted.completeAfter().ifPresent(time -> MigrationSyncs.requireTime(time, clock.instant()));
    MigrationEndpoint endpoint =
        database.read(tx -> MigrationEndpoints.require(tx, tenantId, wanted.endpoint()));
    BatchRows.Row batch =
        new BatchRows.Row(
            UUID.randomUUID(),
            tenantId,
            wanted.name(),
            endpoint.id(),
            wanted.folders().includeColumn(),
            wanted.folders().excludeColumn(),
            wanted.folders().movesColumn(),
            wanted.badItemLimit(),
            0,
            Optional.empty(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            actor,
            wanted.syncSeconds(),
            wanted.deletionLimit(),
            Optional.empty(),
            0,
            0,
            wanted.completeAfter());
    List<MigrationUserRows.NewRow> rows =
        CsvRecipients.rows(
                mailboxes,
                tenantId,
                wanted.csv(),
                wanted.allowUnknownColumns(),
                endpoint.signIn().kind())
            .stream()
            .map(row -> sealed(endpoint, batch, row))
            .toList();
    MigrationBatch made =
        database.write(
            tx -> {
              insert(tx, batch, rows);
              String server = endpoint.server().toLowerCase(Locale.ROOT);
              BatchRows.setOtherNames(
                  tx, batch.id(), MigrationUserRows.copiedUnderOtherNames(tx, batch.id(), server));
              record(tx, batch, "MigrationBatchCreate", actor, Integer.toString(rows.size()));
              if (wanted.autoStart()) {
                runs.begin(tx, batch, actor, clock.instant());
              }
              return view(tx, require(tx, tenantId, batch.id().toString()));
            });
    jobs.wake();
    return made;
  }

  private MigrationUserRows.NewRow sealed(
      MigrationEndpoint endpoint, BatchRows.Row batch, CsvRow row) {
    try (SourcePassword _ = row.password()) {
      Ciphertext sealed = passwords.seal(endpoint, batch, row);
      return new MigrationUserRows.NewRow(row.line(), row.address(), row.userName(), sealed);
    }
  }

  private static void insert(Handle tx, BatchRows.Row batch, List<MigrationUserRows.NewRow> rows) {
    if (!EndpointRows.lock(tx, batch.tenantId(), batch.endpointId())) {
      MigrationEndpoints.require(tx, batch.tenantId(), batch.endpointId().toString());
    }
    if (BatchRows.count(tx, batch.tenantId()) >= MigrationLimits.MAX_BATCHES) {
      throw new MailException(
          MailError.MIGRATION_LIMIT_REACHED,
          "a tenant has at most %d migration batches; remove one first"
              .formatted(MigrationLimits.MAX_BATCHES));
    }
    if (!BatchRows.insert(tx, batch)) {
      throw new MailException(
          MailError.MIGRATION_BATCH_EXISTS,
          "the tenant has a migration batch of this name; choose another or remove that one");
    }
    MigrationUserRows.insert(tx, batch.tenantId(), batch.id(), rows);
  }

  /**
   * A batch by its name or id.
   *
   * @throws MailException {@code migration-batch-not-found}
   */
  public MigrationBatch get(UUID tenantId, String nameOrId) {
    return database.read(tx -> view(tx, require(tx, tenantId, nameOrId)));
  }

  /** The tenant's batches by name; at most {@link MigrationLimits#MAX_BATCHES}. */
  public List<MigrationBatch> list(UUID tenantId) {
    return database.read(
        tx -> BatchRows.list(tx, tenantId).stream().map(row -> view(tx, row)).toList());
  }

  /**
   * The mailboxes of a batch in the order of its CSV.
   *
   * @param afterLine where the page before ended; 0 at first
   * @param max 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
   * @throws MailException {@code migration-batch-not-found}
   */
  public List<MigrationUser> users(UUID tenantId, String nameOrId, int afterLine, int max) {
    MigrationNames.requireRange("the page", max, 1, MailLimits.MAX_MESSAGES_PER_CALL);
    return database.read(
        tx ->
            MigrationUserRows.list(tx, require(tx, tenantId, nameOrId).id(), afterLine, max)
                .stream()
                .map(row -> user(tx, row, MAX_SHOWN_SKIPS, clock.instant()))
                .toList());
  }

  static MigrationUser user(Handle tx, MigrationUserRows.Row row, int maxSkips, Instant now) {
    boolean isUnderWay = row.isListed() && !row.state().isEnded();
    List<MigrationUser.Skip> skips = row.isListed() ? CopyRows.skips(tx, row, maxSkips) : List.of();
    return new MigrationUser(
        row.line(),
        row.address(),
        row.userName(),
        row.shown(),
        row.code(),
        row.copiedItems(),
        row.copiedBytes(),
        row.skippedItems(),
        row.startedAt(),
        row.endedAt(),
        SyncRows.get(tx, new SyncKey(row.batchId(), row.line())).counts(),
        isUnderWay
            ? Optional.of(MigrationProgress.of(row, FolderCounts.sum(tx, row), now))
            : Optional.empty(),
        skips);
  }

  /**
   * Starts a batch, or lets one that was stopped or could not go on do so from where it is. One
   * that goes on and waits for its next run begins it now. Starting one that runs does nothing.
   *
   * @throws MailException {@code migration-batch-not-found}; {@code migration-batch-state} if it
   *     has ended
   */
  public MigrationBatch start(UUID tenantId, String nameOrId, String actor) {
    Optional<Job> begun = database.write(tx -> begin(tx, held(tx, tenantId, nameOrId), actor));
    begun.ifPresentOrElse(job -> resume(job, actor), jobs::wake);
    return get(tenantId, nameOrId);
  }

  /** Begins a run unless one has begun, whose job is returned. */
  private Optional<Job> begin(Handle tx, BatchRows.Row batch, String actor) {
    Optional<Job> job = job(tx, batch).filter(known -> known.state() != JobState.CANCELLED);
    if (job.filter(known -> known.state() != JobState.DONE).isPresent()) {
      return job;
    }
    if (job.isPresent() && !batch.hasMoreRuns()) {
      throw new MailException(
          MailError.MIGRATION_BATCH_STATE,
          "the batch has ended and its passwords are gone; make a new batch of what is left,"
              + " nothing is copied twice");
    }
    runs.begin(tx, batch, actor, clock.instant());
    return Optional.empty();
  }

  /** While it was stopped, other batches may have taken its places at the endpoint. */
  private void resume(Job job, String actor) {
    database.write(
        tx -> {
          if (job.state() == JobState.PAUSED) {
            MigrationUserRows.giveBack(tx, job.subjectId());
          }
          MigrationUserRows.hasten(tx, job.subjectId());
          return null;
        });
    jobs.resume(job.tenantId(), job.id(), actor);
  }

  /**
   * Stops a batch: nothing of it is copied from now on until somebody starts it.
   *
   * @throws MailException {@code migration-batch-not-found}; {@code migration-batch-state} if it
   *     was not started or has ended
   */
  public MigrationBatch stop(UUID tenantId, String nameOrId, String actor) {
    Optional<Job> running =
        database.write(
            tx -> {
              BatchRows.Row batch = held(tx, tenantId, nameOrId);
              Optional<Job> job = job(tx, batch).filter(Job::isUnfinished);
              if (job.isEmpty()) {
                beginNoMore(tx, batch, actor);
              }
              return job;
            });
    running.ifPresent(job -> jobs.pause(tenantId, job.id(), actor));
    return get(tenantId, nameOrId);
  }

  private void beginNoMore(Handle tx, BatchRows.Row batch, String actor) {
    if (batch.nextSyncAt().isEmpty()) {
      throw new MailException(
          MailError.MIGRATION_BATCH_STATE, "the batch does not run; look at its status");
    }
    BatchRows.setNextSync(tx, batch.id(), Optional.empty());
    record(tx, batch, "MigrationBatchStop", actor, "0");
  }

  /**
   * Removes a batch, with the passwords and all that is known of its progress. What was copied
   * stays.
   *
   * @param evenIfItRuns whether one that copies mail now, or goes on later, is removed too
   * @throws MailException {@code migration-batch-not-found}; {@code migration-batch-runs}
   */
  public void remove(UUID tenantId, String nameOrId, boolean evenIfItRuns, String actor) {
    database.write(
        tx -> {
          BatchRows.Row batch = require(tx, tenantId, nameOrId);
          if (!evenIfItRuns && (batch.nextSyncAt().isPresent() || BatchRows.runs(tx, batch.id()))) {
            throw new MailException(
                MailError.MIGRATION_BATCH_RUNS,
                "the batch copies mail or will go on to, and its passwords would go with it; stop"
                    + " it first, or confirm that it is to be removed all the same");
          }
          int users = UserCounts.of(MigrationUserRows.counts(tx, batch.id())).total();
          jobs.supersedeAll(tx, tenantId, batch.id(), actor);
          // One that begins meanwhile, too. Who ends a run holds its job before the batch.
          BatchRows.lock(tx, batch.id());
          jobs.supersedeAll(tx, tenantId, batch.id(), actor);
          BatchRows.delete(tx, batch.id());
          record(tx, batch, "MigrationBatchRemove", actor, Integer.toString(users));
          return null;
        });
  }

  private MigrationBatch view(Handle tx, BatchRows.Row row) {
    UserCounts counts = UserCounts.of(MigrationUserRows.counts(tx, row.id()));
    Optional<Job> job = job(tx, row);
    MigrationEndpoint endpoint =
        MigrationEndpoints.require(tx, row.tenantId(), row.endpointId().toString());
    return new MigrationBatch(
        row.id(),
        row.name(),
        endpoint.name(),
        row.folders(),
        row.badItemLimit(),
        row.otherNames(),
        job.map(known -> BatchState.of(row, known, counts)).orElse(BatchStatus.CREATED),
        job.filter(known -> !BatchState.isOrderly(known, counts)).flatMap(Job::code),
        job.filter(known -> !BatchState.isOrderly(known, counts)).flatMap(Job::reason),
        counts,
        row.createdAt(),
        row.createdBy(),
        job.flatMap(Job::startedAt),
        job.filter(known -> known.state() == JobState.DONE && !row.hasMoreRuns())
            .flatMap(Job::endedAt),
        MigrationSyncs.schedule(row));
  }

  private Optional<Job> job(Handle tx, BatchRows.Row batch) {
    return batch.jobId().map(id -> jobs.get(tx, batch.tenantId(), id));
  }

  static BatchRows.Row require(Handle tx, UUID tenantId, String nameOrId) {
    return BatchRows.find(tx, tenantId, nameOrId)
        .orElseThrow(
            () ->
                new MailException(
                    MailError.MIGRATION_BATCH_NOT_FOUND,
                    "the tenant has no such migration batch; list its batches"));
  }

  /**
   * The same, as it is once nobody else changes it or begins a run, which is so until the caller's
   * transaction ends.
   */
  static BatchRows.Row held(Handle tx, UUID tenantId, String nameOrId) {
    UUID id = require(tx, tenantId, nameOrId).id();
    BatchRows.lock(tx, id);
    return require(tx, tenantId, id.toString());
  }

  private void record(
      Handle tx, BatchRows.Row batch, String operation, String actor, String mailboxes) {
    Map<String, String> details = new TreeMap<>();
    details.put("name", batch.name());
    details.put("endpointId", batch.endpointId().toString());
    details.put("mailboxes", mailboxes);
    batch.completeAfter().ifPresent(time -> details.put("completeAfter", time.toString()));
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
