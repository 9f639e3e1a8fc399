package dev.freehold.mail.migration;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourcePlaces;
import dev.freehold.mail.migration.imap.SourceServers;
import dev.freehold.mail.migration.imap.SourceSockets;
import dev.freehold.mail.migration.imap.SourceUse;
import dev.freehold.mail.migration.login.SourceLogins;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Copies the mail of a batch's mailboxes. Each shard works on one mailbox at a time and takes the
 * next when that has ended, so that there are never more under way than the endpoint allows.
 * Sources may be silent, so no thread waits for them that another job could use.
 */
public final class MigrationJob implements JobKind, AutoCloseable {

  static final String NAME = "imap-migration";

  /** Of a mailbox that was purged, removed or filled. */
  private static final Set<MailError> TAKES_NOTHING =
      Set.of(MailError.PURGED, MailError.MAILBOX_NOT_FOUND, MailError.MAILBOX_FULL);

  private static final String NODE_BUSY = "migration-node-busy";
  private static final String TURN_PENDING = "migration-turn-pending";
  private static final String RATE_LIMITED = "migration-rate-limited";

  private final Database database;
  private final SealedPasswords passwords;
  private final MailboxCopy copy;
  private final SourceSessions sessions;
  private final SourcePlaces places;
  private final HourlyLimit hourly;
  private final Retries retries;
  private final Clock clock;

  /**
   * Copies into a store.
   *
   * @param permitted which servers may be connected to
   * @param places how many mailboxes this node migrates at the same time, 1 or more
   */
  public MigrationJob(
      Database database,
      ServiceMasterKey master,
      Store store,
      SourceServers permitted,
      int places,
      Clock clock) {
    this(database, master, store, permitted, places, Retries.defaults(), clock);
  }

  /** The same with other retries, for tests. */
  MigrationJob(
      Database database,
      ServiceMasterKey master,
      Store store,
      SourceServers permitted,
      int places,
      Retries retries,
      Clock clock) {
    this.database = database;
    this.passwords = new SealedPasswords(master);
    this.copy = new MailboxCopy(database, store, retries, clock);
    this.sessions =
        new SourceSessions(
            new SourceSockets(permitted),
            new SourceLogins(clock),
            batch -> database.read(tx -> BatchRows.runs(tx, batch)));
    this.hourly = new HourlyLimit(database, clock);
    this.places = new SourcePlaces(places, System::nanoTime);
    this.retries = retries;
    this.clock = clock;
  }

  /** True of a code with which shards wait for each other and not for anything outside. */
  static boolean isOrderly(String code) {
    return code.equals(NODE_BUSY) || code.equals(TURN_PENDING);
  }

  /** The same work for batches that go on, which earlier versions would not have done whole. */
  public JobKind ofBatchesThatGoOn() {
    return new JobKind() {
      @Override
      public String name() {
        return BatchRuns.SYNC;
      }

      @Override
      public boolean waitsForOthers() {
        return true;
      }

      @Override
      public JobOutcome step(JobStep step) {
        return MigrationJob.this.step(step);
      }

      @Override
      public JobOutcome finish(JobStep step) {
        return MigrationJob.this.finish(step);
      }

      @Override
      public void stop() {
        MigrationJob.this.stop();
      }
    };
  }

  /** The store that mail is copied to. */
  public record Store(Mailboxes mailboxes, Folders folders, Messages messages) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean waitsForOthers() {
    return true;
  }

  /** Closes all connections, so that no step waits until its source answers. */
  @Override
  public void stop() {
    sessions.close();
  }

  @Override
  public JobOutcome step(JobStep step) {
    Optional<BatchRows.Row> batch = database.read(tx -> batch(tx, step));
    if (batch.isEmpty()) {
      return new JobOutcome.ShardDone();
    }
    UUID batchId = batch.get().id();
    MigrationEndpoint endpoint =
        database.read(
            tx ->
                MigrationEndpoints.require(
                    tx, step.tenantId(), batch.get().endpointId().toString()));
    // Before a mailbox is begun too, so that none is held by a shard that cannot go on with it.
    Optional<SourcePlaces.Place> place = places.take(step.tenantId(), batchId);
    if (place.isEmpty()) {
      return new JobOutcome.Waits(
          NODE_BUSY,
          "this node already migrates as many mailboxes as it can at a time, or as are this"
              + " batch's share; this one continues after them");
    }
    try (SourcePlaces.Place _ = place.get()) {
      Optional<MigrationUserRows.Row> user =
          database.read(tx -> MigrationUserRows.ofShard(tx, batchId, step.shard()));
      return user.isPresent()
          ? work(step, batch.get(), endpoint, user.get())
          : begin(step, batchId, endpoint);
    }
  }

  private JobOutcome work(
      JobStep step, BatchRows.Row batch, MigrationEndpoint endpoint, MigrationUserRows.Row user) {
    HourlyLimit.Allowance allowance = hourly.take(endpoint, step.budgetItems());
    if (allowance.left() == 0) {
      return new JobOutcome.Waits(
          RATE_LIMITED,
          "as many messages were fetched from the source as its endpoint lets within an hour; the"
              + " batch continues by itself");
    }
    try {
      return work(new MailboxCopy.Work(step, batch, endpoint, user, allowance));
    } finally {
      hourly.giveBack(endpoint, allowance);
    }
  }

  private static Optional<BatchRows.Row> batch(Handle tx, JobStep step) {
    return BatchRows.find(tx, step.tenantId(), step.subjectId().toString());
  }

  /** Takes the next mailbox, if there is one whose turn it is and the endpoint has a place. */
  private JobOutcome begin(JobStep step, UUID batchId, MigrationEndpoint endpoint) {
    if (database.read(tx -> MigrationUserRows.queued(tx, batchId)) == 0) {
      return new JobOutcome.ShardDone();
    }
    Instant now = clock.instant();
    boolean begun =
        step.commit(
            "",
            0,
            0,
            tx ->
                EndpointRows.lock(tx, step.tenantId(), endpoint.id())
                    && EndpointTurns.mayBegin(
                        MigrationUserRows.standings(tx, endpoint.id(), now, retries.latest(now)),
                        batchId,
                        endpoint.maxConcurrent(),
                        now)
                    && MigrationUserRows.begin(
                        tx, batchId, step.shard(), now, retries.latest(now)));
    return begun ? new JobOutcome.More() : notBegun(batchId);
  }

  private JobOutcome notBegun(UUID batchId) {
    return database
        .read(tx -> MigrationUserRows.missingKey(tx, batchId))
        .map(
            code ->
                new JobOutcome.Waits(
                    code,
                    "mailboxes of the batch wait because their keys were not given; they continue"
                        + " by themselves once they are"))
        .orElseGet(
            () ->
                new JobOutcome.Waits(
                    TURN_PENDING,
                    "mailboxes wait for a place at the endpoint or for another try after a"
                        + " connection broke; they continue by themselves"));
  }

  private JobOutcome work(MailboxCopy.Work work) {
    try {
      copy.requireKey(work);
      SourceUse use =
          sessions.take(work.endpoint(), work.user(), new RowSecrets(database, passwords, work));
      boolean ended = true;
      try {
        ended = copy.next(work, use.session());
        return new JobOutcome.More();
      } finally {
        sessions.giveBack(work.user(), use, !ended);
      }
    } catch (KeyAccessException e) {
      if (e.reason() == KeyAccessException.Reason.PURGED) {
        return ended(work, e.code());
      }
      copy.waitForKey(work, e.code());
      return new JobOutcome.Waits(e.code(), e.getMessage());
    } catch (MailException e) {
      if (!TAKES_NOTHING.contains(e.error())) {
        throw e;
      }
      return ended(work, e.code());
    } catch (CustodyException e) {
      if (e.error() != CustodyError.MASTER_KEY_MISMATCH) {
        throw e;
      }
      copy.end(work, UserStatus.FAILED, Optional.of(e.code()));
      return new JobOutcome.More();
    } catch (SourceException e) {
      return failed(work, e.error());
    } catch (IOException e) {
      return failed(work, SourceError.CONNECTION_LOST);
    }
  }

  /** Waiting would be for ever, or until somebody does something; then a new batch goes on. */
  private JobOutcome ended(MailboxCopy.Work work, String code) {
    copy.end(work, UserStatus.FAILED, Optional.of(code));
    return new JobOutcome.More();
  }

  private JobOutcome failed(MailboxCopy.Work work, SourceError error) {
    switch (error) {
      // A name that is not found for a moment looks like an address that is refused.
      case CONNECTION_LOST, UNREACHABLE, ADDRESS_REFUSED, TOKEN_SERVER_UNUSABLE ->
          retry(work, error);
      case UNTRUSTED,
          NO_STARTTLS,
          PROTOCOL_INVALID,
          LOGIN_REFUSED,
          SIGN_IN_UNSUPPORTED,
          TOKEN_REFUSED,
          FOLDER_REFUSED,
          FOLDER_NAME_UNUSABLE,
          FOLDER_RENUMBERED,
          MESSAGE_REFUSED,
          MESSAGE_MISSING,
          MESSAGE_INVALID,
          MESSAGE_SHORT ->
          copy.end(work, UserStatus.FAILED, Optional.of(error.code()));
    }
    return new JobOutcome.More();
  }

  private void retry(MailboxCopy.Work work, SourceError error) {
    int attempts = work.user().attempts();
    if (attempts + 1 >= retries.maxAttempts()) {
      copy.end(work, UserStatus.FAILED, Optional.of(error.code()));
      return;
    }
    copy.commit(
        work,
        tx -> {
          MigrationUserRows.retry(
              tx, work.user(), error.code(), clock.instant().plus(retries.after(attempts)));
          return null;
        });
  }

  @Override
  public JobOutcome finish(JobStep step) {
    UserCounts counts =
        UserCounts.of(database.read(tx -> MigrationUserRows.counts(tx, step.subjectId())));
    Instant now = clock.instant();
    step.conclude(
        Map.of(
            "mailboxes", Integer.toString(counts.total()),
            "completed", Integer.toString(counts.completed()),
            "withErrors", Integer.toString(counts.withErrors()),
            "failed", Integer.toString(counts.failed())),
        tx -> {
          // Somebody may complete the batch or change its interval at this moment.
          BatchRows.lock(tx, step.subjectId());
          batch(tx, step).ifPresent(batch -> BatchRuns.ended(tx, batch, counts, now));
          return null;
        });
    return new JobOutcome.ShardDone();
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
