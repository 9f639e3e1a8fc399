package dev.freehold.mail.migration;

import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the folder here in which a folder of a source comes, or makes it. One that never had a
 * message takes over UIDVALIDITY and UIDs of the source's, so that clients which know those do not
 * download its messages again. Safe for use by many threads.
 */
final class TargetFolders {

  /** So many UIDs are left for what still comes at the source. */
  private static final long RESERVED_UIDS = 10_000_000;

  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final Database database;
  private final Folders folders;
  private final Clock clock;

  TargetFolders(Database database, Folders folders, Clock clock) {
    this.database = database;
    this.folders = folders;
    this.clock = clock;
  }

  /**
   * A folder here.
   *
   * @param keepsUids whether it has the UIDVALIDITY of the source's folder
   * @param isOther whether another one was there before, which somebody has removed
   */
  record Target(Folder folder, boolean keepsUids, boolean isOther) {}

  /** The folder that an earlier page was copied to, if it is still there, whatever its path. */
  Optional<Folder> find(Mailbox mailbox, CopyRows.Row row) {
    return row.targetId().flatMap(id -> database.read(tx -> FolderChanges.byId(tx, mailbox, id)));
  }

  /** The same; made anew if it is not there. */
  Target ensure(Mailbox mailbox, CopyRows.Row row, ImapClient.Opened source) {
    Optional<Folder> before = find(mailbox, row);
    if (before.isPresent()) {
      return target(before.get(), source, false);
    }
    Folder made = folders.ensure(mailbox, row.path(), row.specialUse());
    boolean isFirst = row.targetId().isEmpty();
    return target(isFirst ? keepUids(made, source) : made, source, !isFirst);
  }

  private static Target target(Folder folder, ImapClient.Opened source, boolean isOther) {
    return new Target(folder, folder.uidValidity() == source.uidValidity(), isOther);
  }

  /**
   * What comes otherwise has UIDs that the source will not give, and that no folder of this
   * UIDVALIDITY has given before: they begin higher with every second.
   */
  private Folder keepUids(Folder folder, ImapClient.Opened source) {
    long next = source.uidNext().orElse(0);
    boolean isSound =
        source.uidValidity() > 0
            && source.uidValidity() <= MigrationLimits.MAX_UID
            && next > source.messages()
            && next <= Integer.MAX_VALUE;
    if (!isSound || folder.uidNext() > 1) {
      return folder;
    }
    long floor = next + RESERVED_UIDS + clock.instant().getEpochSecond() - EPOCH.getEpochSecond();
    return database
        .write(tx -> FolderChanges.keepUids(tx, folder, source.uidValidity(), floor))
        .orElse(folder);
  }
}
