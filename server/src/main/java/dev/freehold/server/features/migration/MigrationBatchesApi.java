package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.MigrationBatch;
import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationProgress;
import dev.freehold.mail.migration.MigrationUser;
import dev.freehold.mail.migration.NewBatch;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.plan.FolderMove;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Batches of mailboxes whose mail the caller's tenant brings from elsewhere. */
final class MigrationBatchesApi {

  private final MigrationBatches batches;

  MigrationBatchesApi(MigrationBatches batches) {
    this.batches = batches;
  }

  /** {@code POST /api/v1/migration-batches}; the CSV is base64 in {@code csvData}. */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    MigrationBatch made =
        batches.create(exchange.caller().tenantId(), wanted.batch(), exchange.actor());
    exchange.reply(201, View.of(made));
  }

  /** {@code GET /api/v1/migration-batches}. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(
        200, new Page(batches.list(exchange.caller().tenantId()).stream().map(View::of).toList()));
  }

  /** {@code GET /api/v1/migration-batches/{batch}}, by name or id. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, View.of(batches.get(exchange.caller().tenantId(), exchange.path("batch"))));
  }

  /** {@code POST /api/v1/migration-batches/{batch}/start}. */
  void start(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        View.of(
            batches.start(exchange.caller().tenantId(), exchange.path("batch"), exchange.actor())));
  }

  /** {@code POST /api/v1/migration-batches/{batch}/stop}. */
  void stop(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        View.of(
            batches.stop(exchange.caller().tenantId(), exchange.path("batch"), exchange.actor())));
  }

  /** {@code DELETE /api/v1/migration-batches/{batch}?confirm=BOOLEAN}; what was copied stays. */
  void remove(Exchange exchange) {
    boolean confirmed = exchange.query("confirm").orElse("false").equals("true");
    batches.remove(
        exchange.caller().tenantId(), exchange.path("batch"), confirmed, exchange.actor());
    exchange.reply(204);
  }

  /** {@code GET /api/v1/migration-batches/{batch}/users?after=LINE&max=N}. */
  void users(Exchange exchange) throws IOException {
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    int after = (int) exchange.query("after", 0, Integer.MAX_VALUE, 0);
    exchange.reply(
        200,
        new UserPage(
            batches.users(exchange.caller().tenantId(), exchange.path("batch"), after, max).stream()
                .map(UserView::of)
                .toList()));
  }

  record Wanted(
      @Required String name,
      @Required String sourceEndpoint,
      @Required String csvData,
      Boolean allowUnknownColumns,
      List<String> includeFolders,
      List<String> excludeFolders,
      List<Move> moveFolders,
      Integer badItemLimit,
      Boolean autoStart,
      Boolean autoComplete,
      Integer syncIntervalMinutes,
      Integer deletionLimit,
      String completeAfter) {

    NewBatch batch() {
      return new NewBatch(
          name,
          sourceEndpoint,
          BatchFields.csv(csvData),
          BatchFields.isSet(allowUnknownColumns),
          BatchFields.rules(includeFolders, excludeFolders, moveFolders),
          badItemLimit == null ? MigrationLimits.DEFAULT_BAD_ITEMS : badItemLimit,
          BatchFields.isSet(autoStart),
          syncSeconds(),
          deletionLimit == null ? MigrationLimits.DEFAULT_DELETIONS : deletionLimit,
          Optional.ofNullable(completeAfter).map(BatchFields::time));
    }

    /** Unless something else is said, a batch ends with its first run. */
    private int syncSeconds() {
      if (autoComplete == null || autoComplete) {
        if (syncIntervalMinutes != null || completeAfter != null) {
          throw ProblemException.badRequest(
              "syncIntervalMinutes and completeAfter are for batches that go on; set autoComplete"
                  + " to false");
        }
        return 0;
      }
      return syncIntervalMinutes == null
          ? (int) MigrationLimits.DEFAULT_SYNC_INTERVAL.toSeconds()
          : MigrationSyncsApi.seconds(syncIntervalMinutes);
    }

    /** Never shows the CSV. */
    @Override
    public String toString() {
      return "Wanted[" + name + "]";
    }
  }

  record View(
      UUID id,
      String name,
      String status,
      String type,
      int totalCount,
      int activeCount,
      int syncedCount,
      int failedCount,
      String sourceEndpoint,
      List<String> includeFolders,
      List<String> excludeFolders,
      List<Move> moveFolders,
      int badItemLimit,
      int copiedUnderOtherNames,
      String code,
      String reason,
      String createdAt,
      String createdBy,
      String startedAt,
      String endedAt,
      boolean autoComplete,
      Long syncIntervalMinutes,
      Integer deletionLimit,
      Integer runs,
      String nextSyncAt,
      String completeAfter) {
    static View of(MigrationBatch batch) {
      return new View(
          batch.id(),
          batch.name(),
          Wire.word(batch.status()),
          "imap",
          batch.counts().total(),
          batch.counts().active(),
          batch.counts().completed() + batch.counts().withErrors(),
          batch.counts().failed(),
          batch.endpoint(),
          batch.folders().include(),
          batch.folders().exclude(),
          batch.folders().moves().stream().map(Move::of).toList(),
          batch.badItemLimit(),
          batch.otherNames(),
          batch.code().orElse(null),
          batch.reason().orElse(null),
          batch.createdAt().toString(),
          batch.createdBy(),
          batch.startedAt().map(Instant::toString).orElse(null),
          batch.endedAt().map(Instant::toString).orElse(null),
          batch.schedule().isEmpty(),
          batch.schedule().map(each -> each.interval().toMinutes()).orElse(null),
          batch.schedule().map(MigrationBatch.Schedule::deletionLimit).orElse(null),
          batch.schedule().map(MigrationBatch.Schedule::runs).orElse(null),
          batch
              .schedule()
              .flatMap(MigrationBatch.Schedule::nextAt)
              .map(Instant::toString)
              .orElse(null),
          batch
              .schedule()
              .flatMap(MigrationBatch.Schedule::completeAfter)
              .map(Instant::toString)
              .orElse(null));
    }
  }

  /** A folder of the source, by the path that it would have here, and the one that it has. */
  record Move(@Required String from, @Required String to) {
    static Move of(FolderMove move) {
      return new Move(move.from(), move.to());
    }

    FolderMove move() {
      return new FolderMove(from, to);
    }
  }

  record Page(List<View> migrationBatches) {}

  private record UserView(
      int line,
      String emailAddress,
      String userName,
      String status,
      String code,
      long copiedItems,
      long copiedBytes,
      long skippedItems,
      String startedAt,
      String endedAt,
      MigrationSyncsApi.CountsView lastRun,
      ProgressView progress,
      List<SkipView> skipped) {
    static UserView of(MigrationUser user) {
      return new UserView(
          user.line(),
          user.address(),
          user.userName(),
          Wire.word(user.status()),
          user.code().orElse(null),
          user.copiedItems(),
          user.copiedBytes(),
          user.skippedItems(),
          user.startedAt().map(Instant::toString).orElse(null),
          user.endedAt().map(Instant::toString).orElse(null),
          MigrationSyncsApi.CountsView.of(user.lastRun()),
          user.progress().map(ProgressView::of).orElse(null),
          user.skips().stream().map(SkipView::of).toList());
    }
  }

  private record ProgressView(
      String folder,
      long doneItems,
      Long totalItems,
      Integer percent,
      Long itemsPerMinute,
      Long bytesPerMinute,
      String expectedEnd) {
    static ProgressView of(MigrationProgress progress) {
      return new ProgressView(
          progress.folder(),
          progress.doneItems(),
          progress.totalItems().orElse(null),
          progress.percent().orElse(null),
          progress.itemsPerMinute().orElse(null),
          progress.bytesPerMinute().orElse(null),
          progress.expectedEnd().map(Instant::toString).orElse(null));
    }
  }

  record SkipView(String folder, Long uid, String code) {
    static SkipView of(MigrationUser.Skip skip) {
      return new SkipView(skip.folder(), skip.uid().orElse(null), skip.code());
    }
  }

  record UserPage(List<UserView> users) {}
}
