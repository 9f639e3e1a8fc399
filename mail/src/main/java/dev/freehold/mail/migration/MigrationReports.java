package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.format.ModifiedUtf7;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Says what batches did about each mailbox. Safe for use by many threads. */
public final class MigrationReports {

  private static final int MAX_SHOWN = MigrationLimits.MAX_NAMED_SKIPS + MailLimits.MAX_FOLDERS;

  private final Database database;

  /** Reads what is kept of batches in {@code database}. */
  public MigrationReports(Database database) {
    this.database = database;
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
          return new MigrationReport(MigrationBatches.user(tx, user, MAX_SHOWN), folders(tx, user));
        });
  }

  private static List<MigrationReport.Folder> folders(Handle tx, MigrationUserRows.Row user) {
    List<CopyRows.Counted> rows = CopyRows.counted(tx, user);
    Map<String, Long> paths =
        rows.stream().collect(Collectors.groupingBy(CopyRows.Counted::path, Collectors.counting()));
    return rows.stream().map(row -> folder(row, paths.get(row.path()) > 1)).toList();
  }

  private static MigrationReport.Folder folder(CopyRows.Counted row, boolean isMerged) {
    String name = decoded(row.sourceName());
    return new MigrationReport.Folder(
        name,
        row.path(),
        row.sourceItems(),
        row.newItems(),
        row.knownItems(),
        row.recognisedItems(),
        row.skippedItems(),
        row.goneItems(),
        row.removedItems(),
        isRenamed(name, row.path()),
        isMerged,
        row.isDone(),
        row.code());
  }

  private static String decoded(String sourceName) {
    return ModifiedUtf7.decode(sourceName)
        .orElseGet(() -> new String(sourceName.getBytes(ISO_8859_1), UTF_8));
  }

  /** A source's separator is any character, and is a slash here; all else should be the same. */
  private static boolean isRenamed(String name, String path) {
    if (path.equals(FolderPath.INBOX) && name.equalsIgnoreCase(path)) {
      return false;
    }
    if (name.length() != path.length()) {
      return true;
    }
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '/' && path.charAt(i) != name.charAt(i)) {
        return true;
      }
    }
    return false;
  }
}
