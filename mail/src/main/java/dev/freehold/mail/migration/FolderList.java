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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    FolderRules rules = work.batch().folders();
    Map<String, CopyRows.Row> before =
        database.read(tx -> CopyRows.rows(tx, work.user(), "number >= 0").list()).stream()
            .collect(Collectors.toMap(CopyRows.Row::sourceName, Function.identity()));
    Map<String, String> earlier =
        new HashMap<>(database.read(tx -> CopyRows.earlierPaths(tx, work.user())));
    before.forEach((name, row) -> earlier.put(name, row.path()));
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
      Handle tx,
      MailboxCopy.Work work,
      Map<String, CopyRows.Row> before,
      List<PlannedFolder> wanted) {
    int number = before.values().stream().mapToInt(row -> row.number() + 1).max().orElse(0);
    Map<String, CopyRows.Row> left = new HashMap<>(before);
    for (PlannedFolder folder : wanted) {
      CopyRows.Row known = left.remove(folder.folder().name());
      if (known == null) {
        CopyRows.insert(tx, work.user(), number++, folder);
      } else if (folder.code().isPresent()) {
        SyncedFolderRows.leave(tx, known, folder.code());
      }
    }
    for (CopyRows.Row gone : left.values()) {
      SyncedFolderRows.leave(tx, gone, Optional.empty());
      FolderSurvey.folderIsGone(tx, work.key(), gone.number());
    }
  }
}
