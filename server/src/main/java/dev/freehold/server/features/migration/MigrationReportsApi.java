package dev.freehold.server.features.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.migration.MigrationReport;
import dev.freehold.mail.migration.MigrationReports;
import dev.freehold.mail.migration.MigrationUser;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Wire;
import java.io.IOException;
import java.util.List;

/** What migration batches of the caller's tenant did about each mailbox. */
final class MigrationReportsApi {

  static final String CSV = "text/csv";

  private final MigrationReports reports;

  MigrationReportsApi(MigrationReports reports) {
    this.reports = reports;
  }

  /** {@code GET /api/v1/migration-batches/{batch}/users/{mailbox}/report}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, View.of(report(exchange)));
  }

  /** {@code GET /api/v1/migration-batches/{batch}/users/{mailbox}/report.csv}. */
  void csv(Exchange exchange) {
    exchange.reply(200, CSV, ReportCsv.of(report(exchange)).getBytes(UTF_8));
  }

  private MigrationReport report(Exchange exchange) {
    return reports.get(
        exchange.caller().tenantId(), exchange.path("batch"), exchange.path("mailbox"));
  }

  record View(
      String emailAddress,
      String status,
      String code,
      long copiedItems,
      long skippedItems,
      MigrationSyncsApi.CountsView lastRun,
      List<FolderView> folders,
      List<MigrationBatchesApi.SkipView> skipped) {
    static View of(MigrationReport report) {
      MigrationUser user = report.user();
      return new View(
          user.address(),
          Wire.word(user.status()),
          user.code().orElse(null),
          user.copiedItems(),
          user.skippedItems(),
          MigrationSyncsApi.CountsView.of(user.lastRun()),
          report.folders().stream().map(FolderView::of).toList(),
          user.skips().stream().map(MigrationBatchesApi.SkipView::of).toList());
    }
  }

  private record FolderView(
      String sourceFolder,
      String folder,
      long atSource,
      long here,
      long newItems,
      long alreadyHere,
      long recognised,
      long skipped,
      long goneAtSource,
      long removed,
      boolean renamed,
      boolean merged,
      boolean done,
      String code) {
    static FolderView of(MigrationReport.Folder folder) {
      return new FolderView(
          folder.sourceName(),
          folder.path(),
          folder.atSource(),
          folder.here(),
          folder.stored(),
          folder.known(),
          folder.recognised(),
          folder.skipped(),
          folder.gone(),
          folder.removed(),
          folder.isRenamed(),
          folder.isMerged(),
          folder.isDone(),
          folder.code().orElse(null));
    }
  }
}
