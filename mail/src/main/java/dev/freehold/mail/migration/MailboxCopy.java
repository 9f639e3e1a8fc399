package dev.freehold.mail.migration;

import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.ImapMessage;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourceFolder;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Does the next piece of one mailbox: lists its folders, copies a page of messages, or ends it.
 * Whatever is committed is sound by itself. Safe for use by many threads.
 */
final class MailboxCopy {

  private final Database database;
  private final Mailboxes mailboxes;
  private final Folders folders;
  private final Messages messages;
  private final Clock clock;

  MailboxCopy(
      Database database, Mailboxes mailboxes, Folders folders, Messages messages, Clock clock) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.folders = folders;
    this.messages = messages;
    this.clock = clock;
  }

  /** What a step works with. */
  record Work(
      JobStep step, BatchRows.Row batch, MigrationEndpoint endpoint, MigrationUserRows.Row user) {}

  /**
   * Does the next piece over a connection that is signed in.
   *
   * @return true once the mailbox has ended
   */
  boolean next(Work work, SourceSession session) throws IOException {
    Optional<Mailbox> mailbox = mailbox(work);
    if (mailbox.isEmpty()) {
      end(work, UserStatus.FAILED, Optional.of(MailError.MAILBOX_NOT_FOUND.code()));
      return true;
    }
    if (!work.user().isListed()) {
      list(work, session, mailbox.get());
      return false;
    }
    Optional<CopyRows.Row> folder = database.read(tx -> CopyRows.next(tx, work.user()));
    if (folder.isPresent()) {
      copy(work, session, mailbox.get(), folder.get());
      return false;
    }
    boolean refused = database.read(tx -> CopyRows.hasRefused(tx, work.user()));
    boolean complete = !refused && work.user().skippedItems() == 0;
    end(work, complete ? UserStatus.COMPLETED : UserStatus.COMPLETED_WITH_ERRORS, Optional.empty());
    return true;
  }

  private Optional<Mailbox> mailbox(Work work) {
    try {
      return mailboxes.find(work.batch().tenantId(), work.user().address());
    } catch (MailException e) {
      return Optional.empty();
    }
  }

  /** The source has let us in: from now on it is a mailbox, under the policy that it has. */
  private void list(Work work, SourceSession session, Mailbox mailbox) throws IOException {
    FolderRules rules = work.batch().folders();
    List<CopyRows.NewRow> wanted =
        session.client().folders().stream()
            .filter(folder -> rules.take(folder.path()))
            .map(folder -> new CopyRows.NewRow(folder, refusal(folder)))
            .toList();
    mailboxes.migrate(mailbox.tenantId(), mailbox.id());
    commit(
        work,
        0,
        0,
        tx -> {
          CopyRows.insert(tx, work.user(), wanted);
          MigrationUserRows.setListed(tx, work.user());
          return null;
        });
  }

  private static Optional<String> refusal(SourceFolder folder) {
    try {
      FolderPath.normalise(folder.path());
      return Optional.empty();
    } catch (MailException e) {
      return Optional.of(e.code());
    }
  }

  private void copy(Work work, SourceSession session, Mailbox mailbox, CopyRows.Row folder)
      throws IOException {
    ImapClient.Opened opened;
    try {
      opened = session.client().examine(folder.sourceName());
    } catch (SourceException e) {
      if (e.error() != SourceError.FOLDER_REFUSED) {
        throw e;
      }
      endFolder(work, folder, Optional.of(e.error()));
      return;
    }
    if (folder.uidValidity().filter(known -> known != opened.uidValidity()).isPresent()) {
      endFolder(work, folder, Optional.of(SourceError.FOLDER_RENUMBERED));
      return;
    }
    Folder target = folders.ensure(mailbox, folder.path());
    List<ImapMessage> page = session.after(folder.lastUid(), opened.messages());
    if (page.isEmpty()) {
      endFolder(work, folder, Optional.empty());
      return;
    }
    MessageCopy copy =
        new MessageCopy(
            messages,
            session.client(),
            mailbox,
            target,
            MessageCopy.location(work.endpoint(), work.user(), folder, opened.uidValidity()),
            work.step().requester());
    advance(
        work,
        folder,
        opened.uidValidity(),
        copy.copy(page, folder.lastUid(), work.step().budgetItems()));
  }

  private void advance(Work work, CopyRows.Row folder, long uidValidity, CopiedPage copied) {
    commit(
        work,
        copied.items(),
        copied.bytes(),
        tx -> {
          if (!CopyRows.advance(tx, folder, uidValidity, copied.lastUid())) {
            throw new JobInterruptedException("the folder was copied by another execution");
          }
          copied.skipped().forEach(skip -> CopyRows.skip(tx, folder, skip.uid(), skip.code()));
          MigrationUserRows.addCopied(
              tx, work.user(), copied.items(), copied.bytes(), copied.skipped().size());
          return null;
        });
  }

  private void endFolder(Work work, CopyRows.Row folder, Optional<SourceError> why) {
    commit(
        work,
        0,
        0,
        tx -> {
          CopyRows.end(tx, folder, why.map(SourceError::code));
          return null;
        });
  }

  /** Ends the mailbox; its password goes. */
  void end(Work work, UserStatus status, Optional<String> code) {
    commit(
        work,
        0,
        0,
        tx -> {
          MigrationUserRows.end(tx, work.user(), status, code, clock.instant());
          return null;
        });
  }

  /**
   * Commits if the mailbox is still this execution's: a batch may have been stopped and started
   * again.
   */
  void commit(Work work, long items, long bytes, SqlWork<Void> change) {
    work.step()
        .commit(
            "",
            items,
            bytes,
            tx -> {
              if (!MigrationUserRows.isOfShard(tx, work.user(), work.step().shard())) {
                throw new JobInterruptedException("another execution copies this mailbox now");
              }
              return change.run(tx);
            });
  }
}
