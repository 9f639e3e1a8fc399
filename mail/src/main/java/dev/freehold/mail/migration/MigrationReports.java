package dev.freehold.mail.migration;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceFolder;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Says what batches did about each mailbox. Safe for use by many threads. */
public final class MigrationReports {

  private static final int MAX_SHOWN = MigrationLimits.MAX_NAMED_SKIPS + MailLimits.MAX_FOLDERS;

  private static final UUID NO_BATCH = new UUID(0, 0);

  private final Database database;
  private final Clock clock;

  /** Reads what is kept of batches in {@code database}. */
  public MigrationReports(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The report about a mailbox of a batch, as it is now.
   *
   * @param address the mailbox's, as the CSV of the batch has it, in any letter case
   * @throws MailException {@code migration-batch-not-found}; {@code mailbox-not-found} if the batch
   *     does not have it
   */
  public MigrationReport get(UUID tenantId, String batch, String address) {
    return database.read(
        tx -> {
          UUID batchId = MigrationBatches.require(tx, tenantId, batch).id();
          MigrationUserRows.Row user =
              MigrationUserRows.ofAddress(tx, batchId, address.toLowerCase(Locale.ROOT))
                  .orElseThrow(
                      () ->
                          new MailException(
                              MailError.MAILBOX_NOT_FOUND,
                              "the batch has no mailbox of this address; list its users"));
          return new MigrationReport(
              MigrationBatches.user(tx, user, MAX_SHOWN, clock.instant()), folders(tx, user));
        });
  }

  /**
   * What batches have called the folders of an account so far, by their names at the source.
   *
   * @param address the mailbox's, in lower case
   */
  public Map<String, String> earlierPaths(UUID tenantId, String address, String userName) {
    return database.read(tx -> CopyRows.earlierPaths(tx, tenantId, NO_BATCH, address, userName));
  }

  private static List<MigrationReport.Folder> folders(Handle tx, MigrationUserRows.Row user) {
    List<CopyRows.Counted> rows = CopyRows.counted(tx, user);
    Map<String, Long> paths =
        rows.stream().collect(Collectors.groupingBy(CopyRows.Counted::path, Collectors.counting()));
    return rows.stream().map(row -> folder(row, paths.get(row.path()) > 1)).toList();
  }

  private static MigrationReport.Folder folder(CopyRows.Counted row, boolean isMerged) {
    SourceFolder folder =
        new SourceFolder(row.sourceName(), row.path(), true, Optional.empty(), false);
    return new MigrationReport.Folder(
        folder.shownName(),
        row.path(),
        row.sourceItems(),
        row.newItems(),
        row.knownItems(),
        row.recognisedItems(),
        row.skippedItems(),
        row.goneItems(),
        row.removedItems(),
        folder.isRenamed(),
        isMerged,
        row.isDone(),
        row.code());
  }
}
