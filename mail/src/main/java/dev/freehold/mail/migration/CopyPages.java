package dev.freehold.mail.migration;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.SourcePage;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.mail.migration.plan.TargetFolder;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says which messages of a folder are next, and where they go. Safe for use by many threads. */
final class CopyPages {

  private static final int MAX_TRIED_AGAIN = 100;

  private final Database database;
  private final Folders folders;

  CopyPages(Database database, Folders folders) {
    this.database = database;
    this.folders = folders;
  }

  /** What an earlier run skipped comes before what is new. */
  SourcePage page(SourceSession session, CopyRows.Row folder, ImapClient.Opened opened)
      throws IOException {
    List<Long> skipped =
        database.read(tx -> SyncedFolderRows.oldSkips(tx, folder, MAX_TRIED_AGAIN));
    return skipped.isEmpty()
        ? session.after(folder.lastUid(), folder.sourceName(), opened, folder.isCareful())
        : SourcePage.of(skipped);
  }

  /** Where messages go; the folder of a view is made when one of it has to. */
  MessageCopy.Place place(
      MailboxCopy.Work work,
      Mailbox mailbox,
      CopyRows.Row folder,
      ImapClient.Opened opened,
      Optional<TargetFolders.Target> target) {
    TargetFolder made = new TargetFolder(folders, mailbox, folder.path(), folder.specialUse());
    return new MessageCopy.Place(
        target.<Supplier<Folder>>map(there -> there::folder).orElse(made::get),
        MessageCopy.location(work.endpoint(), work.user(), folder, opened.uidValidity()),
        folder.isView(),
        target.filter(TargetFolders.Target::keepsUids).isPresent());
  }
}
