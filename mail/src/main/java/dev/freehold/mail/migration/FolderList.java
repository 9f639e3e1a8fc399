package dev.freehold.mail.migration;

import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.migration.imap.SourceFolder;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.mail.migration.plan.FolderPlan;
import dev.freehold.mail.migration.plan.PlannedFolder;
import dev.freehold.mail.migration.sync.FolderSurvey;
import dev.freehold.mail.migration.sync.SyncCommit;
import dev.freehold.mail.migration.sync.SyncRows;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Begins a run of a mailbox: lists its folders at the source. Safe for use by many threads. */
final class FolderList {

  private final Database database;
  private final Mailboxes mailboxes;
  private final FolderPlan plan;

  FolderList(Database database, Mailboxes mailboxes, FolderPlan plan) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.plan = plan;
  }

  /** The source has let us in: from now on it is a mailbox, under the policy that it has. */
  void list(MailboxCopy.Work work, SourceSession session, Mailbox mailbox, SyncCommit commit)
      throws IOException {
    // One that was purged between two runs takes nothing, even if nothing new has come.
    mailboxes.requireOpen(mailbox.tenantId(), mailbox.id().toString());
    FolderRules rules = work.batch().folders();
    List<CopyRows.Row> before =
        database.read(tx -> CopyRows.rows(tx, work.user(), "number >= 0").list());
    Map<String, String> earlier =
        new HashMap<>(database.read(tx -> CopyRows.earlierPaths(tx, work.user())));
    before.forEach(row -> earlier.put(row.sourceName(), row.path()));
    List<SourceFolder> found =
        session.client().folders(earlier).stream()
            .filter(folder -> rules.take(folder.path()))
            .toList();
    Set<String> subscribed = session.client().subscribed();
    mailboxes.migrate(mailbox.tenantId(), mailbox.id());
    List<PlannedFolder> wanted = plan.arrange(mailbox, found, earlier.keySet(), rules.moves());
    if (before.isEmpty()) {
      plan.subscribe(mailbox, wanted, subscribed);
    }
    commit.commit(
        tx -> {
          if (work.batch().goesOn()) {
            if (!SyncRows.begin(tx, work.key(), mailbox.id())) {
              SyncedFolderRows.anew(tx, work.user());
            }
            SyncedFolderRows.again(tx, work.user());
          }
          merge(tx, work, before, wanted);
          MigrationUserRows.setListed(tx, work.user());
          return null;
        });
  }

  private static void merge(
      Handle tx, MailboxCopy.Work work, List<CopyRows.Row> before, List<PlannedFolder> wanted) {
    Map<String, PlannedFolder> found = new LinkedHashMap<>();
    wanted.forEach(folder -> found.put(folder.folder().name(), folder));
    // Several have no name where an earlier mailbox of this address was purged.
    for (CopyRows.Row row : before) {
      PlannedFolder folder = found.remove(row.sourceName());
      if (folder == null) {
        SyncedFolderRows.leave(tx, row, Optional.empty());
        FolderSurvey.folderIsGone(tx, work.key(), row.number());
      } else if (folder.code().isPresent()) {
        SyncedFolderRows.leave(tx, row, folder.code());
      }
    }
    int number = before.isEmpty() ? 0 : before.getLast().number() + 1;
    for (PlannedFolder folder : found.values()) {
      CopyRows.insert(tx, work.user(), number++, folder);
    }
  }
}
