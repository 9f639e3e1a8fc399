package dev.freehold.server.features.migration;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.BatchEdit;
import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationSyncs;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.sync.SyncCounts;
import dev.freehold.mail.migration.sync.SyncRun;
import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Batches of the caller's tenant that go on until they are completed. */
final class MigrationSyncsApi {

  private static final long MIN_MINUTES = MigrationLimits.MIN_SYNC_INTERVAL.toMinutes();
  private static final long MAX_MINUTES = MigrationLimits.MAX_SYNC_INTERVAL.toMinutes();

  private final MigrationSyncs syncs;
  private final MigrationBatches batches;

  MigrationSyncsApi(MigrationSyncs syncs, MigrationBatches batches) {
    this.syncs = syncs;
    this.batches = batches;
  }

  /** {@code PATCH /api/v1/migration-batches/{batch}}; what is left out stays. */
  void change(Exchange exchange) throws IOException {
    Edit edit = exchange.json(Edit.class);
    syncs.change(
        exchange.caller().tenantId(), exchange.path("batch"), edit.edit(), exchange.actor());
    reply(exchange);
  }

  /** {@code POST /api/v1/migration-batches/{batch}/complete}. */
  void complete(Exchange exchange) throws IOException {
    syncs.complete(exchange.caller().tenantId(), exchange.path("batch"), exchange.actor());
    reply(exchange);
  }

  /** {@code GET /api/v1/migration-batches/{batch}/runs}, the latest first. */
  void runs(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new RunPage(
            syncs.runs(exchange.caller().tenantId(), exchange.path("batch")).stream()
                .map(RunView::of)
                .toList()));
  }

  /** {@code POST /api/v1/migration-batches/{batch}/users/{mailbox}/approve-deletions}. */
  void approveDeletions(Exchange exchange) {
    syncs.approveDeletions(
        exchange.caller().tenantId(),
        exchange.path("batch"),
        exchange.path("mailbox"),
        exchange.actor());
    exchange.reply(204);
  }

  private void reply(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        MigrationBatchesApi.View.of(
            batches.get(exchange.caller().tenantId(), exchange.path("batch"))));
  }

  /** An interval in seconds; the refusal has the unit in which it was given. */
  static int seconds(int minutes) {
    if (minutes < MIN_MINUTES || minutes > MAX_MINUTES) {
      throw new MailException(
          MailError.MIGRATION_INVALID,
          "syncIntervalMinutes is a number from %d to %d".formatted(MIN_MINUTES, MAX_MINUTES));
    }
    return (int) Duration.ofMinutes(minutes).toSeconds();
  }

  /**
   * What is to be another.
   *
   * @param completeAfter a moment, or {@code never} for a batch that somebody completes
   */
  record Edit(
      Integer badItemLimit,
      Integer deletionLimit,
      Integer syncIntervalMinutes,
      String completeAfter) {

    private static final String NEVER = "never";

    BatchEdit edit() {
      return new BatchEdit(
          optional(badItemLimit),
          optional(deletionLimit),
          syncIntervalMinutes == null
              ? OptionalInt.empty()
              : OptionalInt.of(seconds(syncIntervalMinutes)),
          Optional.ofNullable(completeAfter)
              .filter(given -> !given.equals(NEVER))
              .map(BatchFields::time),
          NEVER.equals(completeAfter));
    }

    private static OptionalInt optional(Integer number) {
      return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
  }

  record CountsView(
      long newItems,
      long changedItems,
      long movedItems,
      long removedItems,
      long keptItems,
      long pendingDeletions) {
    static CountsView of(SyncCounts counts) {
      return new CountsView(
          counts.newItems(),
          counts.changedItems(),
          counts.movedItems(),
          counts.removedItems(),
          counts.keptItems(),
          counts.askedItems());
    }
  }

  record RunView(
      int number,
      String startedAt,
      String endedAt,
      boolean isFinal,
      int mailboxes,
      int failed,
      long skippedItems,
      CountsView brought) {
    static RunView of(SyncRun run) {
      return new RunView(
          run.number(),
          run.startedAt().toString(),
          run.endedAt().map(Instant::toString).orElse(null),
          run.isFinal(),
          run.mailboxes(),
          run.failed(),
          run.skippedItems(),
          CountsView.of(run.counts()));
    }
  }

  record RunPage(List<RunView> runs) {}
}
