package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.dryrun.DryRunPart;
import dev.freehold.mail.migration.dryrun.DryRunTotals;
import dev.freehold.mail.migration.dryrun.DryRunUser;
import dev.freehold.mail.migration.dryrun.DryRuns;
import dev.freehold.mail.migration.dryrun.NewDryRun;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import java.io.IOException;
import java.util.List;

/** What a migration batch would do, with nothing written. */
final class MigrationDryRunsApi {

  private final DryRuns runs;

  MigrationDryRunsApi(DryRuns runs) {
    this.runs = runs;
  }

  /**
   * {@code POST /api/v1/migration-dry-runs}. As long as the answer has {@code next}, the same is
   * sent again with it as {@code after}.
   */
  void run(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    exchange.reply(200, PartView.of(runs.run(exchange.caller().tenantId(), wanted.dryRun())));
  }

  record Wanted(
      @Required String sourceEndpoint,
      @Required String csvData,
      Boolean allowUnknownColumns,
      List<String> includeFolders,
      List<String> excludeFolders,
      List<MigrationBatchesApi.Move> moveFolders,
      String after) {

    NewDryRun dryRun() {
      DryRunMark mark = after == null ? DryRunMark.BEGINNING : DryRunMark.parse(after);
      return new NewDryRun(
          sourceEndpoint,
          BatchFields.csv(csvData),
          BatchFields.isSet(allowUnknownColumns),
          BatchFields.rules(includeFolders, excludeFolders, moveFolders),
          mark.line(),
          mark.totals());
    }

    /** Never shows the CSV. */
    @Override
    public String toString() {
      return "Wanted[" + sourceEndpoint + "]";
    }
  }

  record Totals(
      long mailboxes,
      long ready,
      long folders,
      long items,
      long bytes,
      long changedNames,
      long seconds,
      long longestSeconds) {
    static Totals of(DryRunTotals totals) {
      return new Totals(
          totals.mailboxes(),
          totals.ready(),
          totals.folders(),
          totals.items(),
          totals.bytes(),
          totals.changedNames(),
          totals.seconds(),
          totals.longestSeconds());
    }
  }

  record PartView(
      List<UserView> users, Totals totals, long expectedSeconds, String space, String next) {
    static PartView of(DryRunPart part) {
      return new PartView(
          part.users().stream().map(UserView::of).toList(),
          Totals.of(part.totals()),
          part.expectedSeconds(),
          Wire.word(part.space()),
          part.nextAfter().map(line -> new DryRunMark(line, part.totals()).text()).orElse(null));
    }
  }

  record UserView(
      int line,
      String emailAddress,
      String userName,
      String recipientKind,
      boolean ready,
      String code,
      String reason,
      long folders,
      long items,
      long bytes,
      Long seconds,
      List<NameView> changedNames,
      List<RefusedView> refusedFolders) {
    static UserView of(DryRunUser user) {
      return new UserView(
          user.line(),
          user.address(),
          user.userName(),
          user.kind().map(Wire::word).orElse(null),
          user.isReady(),
          user.code().orElse(null),
          user.reason().orElse(null),
          user.folders(),
          user.items(),
          user.bytes(),
          user.seconds().orElse(null),
          user.changedNames().stream()
              .map(name -> new NameView(name.sourceName(), name.path()))
              .toList(),
          user.refused().stream()
              .map(folder -> new RefusedView(folder.path(), folder.code()))
              .toList());
    }
  }

  record NameView(String sourceFolder, String folder) {}

  record RefusedView(String folder, String code) {}
}
