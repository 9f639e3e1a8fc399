package dev.freehold.mail.migration;

import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MessageSync;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourceListing;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.mail.migration.sync.Arrivals;
import dev.freehold.mail.migration.sync.FolderSurvey;
import dev.freehold.mail.migration.sync.FollowedRows;
import dev.freehold.mail.migration.sync.Removals;
import dev.freehold.mail.migration.sync.SyncCommit;
import dev.freehold.mail.migration.sync.SyncCounts;
import dev.freehold.mail.migration.sync.SyncRows;
import dev.freehold.mail.migration.sync.Vanished;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What a batch that goes on does about a mailbox besides copying: before, it compares each folder
 * with what it has brought; afterwards, it removes what is gone. Safe for use by many threads.
 */
final class FollowUp {

  private final Database database;
  private final Messages messages;
  private final TargetFolders targets;
  private final FolderSurvey survey;
  private final Arrivals arrivals;
  private final Removals removals;

  FollowUp(Database database, Messages messages, TargetFolders targets) {
    MessageSync sync = new MessageSync(messages);
    this.database = database;
    this.messages = messages;
    this.targets = targets;
    this.survey = new FolderSurvey(database, sync);
    this.arrivals = new Arrivals(sync);
    this.removals = new Removals(database, sync);
  }

  /** Compares the next folder; false if none is left. */
  boolean survey(MailboxCopy.Work work, SourceSession session, Mailbox mailbox, SyncCommit commit)
      throws IOException {
    Optional<CopyRows.Row> next =
        database.read(tx -> CopyRows.rows(tx, work.user(), "is_surveyed = 0").findFirst());
    if (next.isEmpty()) {
      return false;
    }
    CopyRows.Row folder = next.get();
    FolderSurvey.Place place =
        new FolderSurvey.Place(work.key(), folder.number(), targets.find(mailbox, folder));
    Seen seen = new Seen(OptionalInt.empty(), false, Optional.empty());
    if (folder.uidValidity().isPresent()) {
      try {
        ImapClient.Opened opened = session.client().examine(folder.sourceName());
        boolean renumbered = folder.uidValidity().get() != opened.uidValidity();
        seen = new Seen(OptionalInt.of(opened.messages()), renumbered, Optional.empty());
        if (!renumbered) {
          survey.run(place, new SourceListing(session.client(), opened), commit);
        }
      } catch (SourceException e) {
        if (e.error() != SourceError.FOLDER_REFUSED && !e.error().isOfMessage()) {
          throw e;
        }
        seen = new Seen(seen.messages(), false, Optional.of(e.error()));
      }
    }
    end(work, place, folder, seen, commit);
    return true;
  }

  /** What the source says of a folder. */
  private record Seen(OptionalInt messages, boolean isRenumbered, Optional<SourceError> trouble) {}

  private static void end(
      MailboxCopy.Work work,
      FolderSurvey.Place place,
      CopyRows.Row folder,
      Seen seen,
      SyncCommit commit) {
    commit.commit(
        tx -> {
          if (seen.trouble().filter(SourceError.FOLDER_REFUSED::equals).isPresent()) {
            SyncedFolderRows.leave(tx, folder, seen.trouble().map(SourceError::code));
            return null;
          }
          SyncedFolderRows.surveyed(tx, folder, seen.messages(), seen.isRenumbered());
          if (seen.isRenumbered()) {
            FolderSurvey.renumbered(tx, place, work.batch().runs());
          }
          // Without a UID: the source does not tell which message it leaves out.
          seen.trouble().ifPresent(error -> CopyRows.skip(tx, folder, 0, error.code()));
          return null;
        });
  }

  /** What the batch has brought and the source has elsewhere now; empty in its first run. */
  Optional<Vanished> vanished(
      MailboxCopy.Work work,
      Mailbox mailbox,
      CopyRows.Row folder,
      Removals.Targets others,
      Requester requester) {
    return work.batch().goesOn() && work.batch().runs() > 1 && !folder.isView()
        ? Optional.of(
            new Vanished(
                database, messages, mailbox, requester, work.key(), others, folder.number()))
        : Optional.empty();
  }

  /** Keeps what became of a page, in the transaction that moves the folder on. */
  void copied(
      Handle tx,
      MailboxCopy.Work work,
      CopyRows.Row folder,
      Optional<TargetFolders.Target> seen,
      CopiedPage page,
      Removals.Targets others) {
    int old = SyncedFolderRows.forgetSkips(tx, folder, page.done());
    if (!work.batch().goesOn() || seen.isEmpty()) {
      return;
    }
    TargetFolders.Target target = seen.get();
    if (target.isOther()) {
      FollowedRows.targetIsGone(tx, work.key(), folder.number());
    }
    int moved =
        arrivals.keep(tx, work.key(), folder.number(), target.folder(), page.arrivals(), others);
    SyncRows.add(tx, work.key(), SyncCounts.copied(page.fresh() - moved, moved));
    SyncRows.addFreshSkips(tx, work.key(), Math.max(0, page.bad() - old));
  }

  /** Removes the next messages that are gone; false if none is left. */
  boolean remove(MailboxCopy.Work work, Mailbox mailbox, SyncCommit commit) {
    boolean sawAll =
        database.read(
            tx ->
                !CopyRows.hasRefused(tx, work.user())
                    && SyncRows.get(tx, work.key()).freshSkips() == 0);
    return removals.next(
        work.key(), work.batch().deletionLimit(), sawAll, targets(work, mailbox), commit);
  }

  /** The code of a mailbox in which removals wait for approval. */
  Optional<String> asked(MailboxCopy.Work work) {
    long asked = database.read(tx -> SyncRows.get(tx, work.key())).askedItems();
    return asked > 0 ? Optional.of(Removals.ASKED) : Optional.empty();
  }

  /** Where the mailbox's folders are here; each is looked up once. For one step. */
  Removals.Targets targets(MailboxCopy.Work work, Mailbox mailbox) {
    if (!work.batch().goesOn()) {
      return folder -> Optional.empty();
    }
    Map<Integer, CopyRows.Row> rows =
        database.read(tx -> CopyRows.rows(tx, work.user(), "number >= 0").list()).stream()
            .collect(Collectors.toMap(CopyRows.Row::number, row -> row));
    Map<Integer, Optional<Folder>> found = new HashMap<>();
    return folder ->
        found.computeIfAbsent(folder, number -> targets.find(mailbox, rows.get(number)));
  }
}
