package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.BatchEdit;
import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationSyncs;
import dev.freehold.mail.migration.sync.SyncCounts;
import dev.freehold.mail.migration.sync.SyncRun;
import dev.freehold.server.http.Exchange;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Batches of the caller's tenant that go on until they are completed. */
final class MigrationSyncsApi {

  private static final int MAX_MINUTES = 1_000_000;
  private static final int SECONDS_PER_MINUTE = 60;

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

  /** An interval in seconds; one that is out of all bounds is refused where they are. */
  static int seconds(int minutes) {
    if (minutes < 1 || minutes > MAX_MINUTES) {
      throw ProblemException.badRequest("syncIntervalMinutes is 15 to 10080, a week");
    }
    return minutes * SECONDS_PER_MINUTE;
  }

  record Edit(Integer badItemLimit, Integer deletionLimit, Integer syncIntervalMinutes) {

    BatchEdit edit() {
      return new BatchEdit(
          optional(badItemLimit),
          optional(deletionLimit),
          syncIntervalMinutes == null
              ? OptionalInt.empty()
              : OptionalInt.of(seconds(syncIntervalMinutes)));
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
