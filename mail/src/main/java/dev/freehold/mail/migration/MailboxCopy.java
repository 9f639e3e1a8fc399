package dev.freehold.mail.migration;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.SealingThreads;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourcePage;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.mail.migration.plan.FolderPlan;
import dev.freehold.mail.migration.sync.Removals;
import dev.freehold.mail.migration.sync.SyncCommit;
import dev.freehold.mail.migration.sync.SyncKey;
import dev.freehold.mail.migration.sync.SyncRows;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Does the next piece of one mailbox: lists its folders, copies a page of messages, or ends it.
 * Whatever is committed is sound by itself. Safe for use by many threads.
 */
final class MailboxCopy {

  /** More messages were passed over than the batch lets. */
  static final String BAD_ITEM_LIMIT = "migration-bad-item-limit";

  private static final String MISSING = SourceError.MESSAGE_MISSING.code();

  private final Database database;
  private final Mailboxes mailboxes;
  private final Messages messages;
  private final SealingThreads threads = new SealingThreads();
  private final FolderCounts counts;
  private final CopyPages pages;
  private final FolderList list;
  private final TargetFolders targets;
  private final FollowUp followUp;
  private final KnownHere known;
  private final Retries retries;
  private final Clock clock;

  MailboxCopy(Database database, MigrationJob.Store store, Retries retries, Clock clock) {
    this.database = database;
    this.counts = new FolderCounts(database);
    this.mailboxes = store.mailboxes();
    this.messages = store.messages();
    this.pages = new CopyPages(database, store.folders());
    this.known = new KnownHere(database, store.folders(), store.messages());
    this.list =
        new FolderList(
            database,
            store.mailboxes(),
            new FolderPlan(store.folders(), new FolderSubscriptions(database)));
    this.targets = new TargetFolders(database, store.folders(), clock);
    this.followUp = new FollowUp(database, store.messages(), targets);
    this.retries = retries;
    this.clock = clock;
  }

  /** What a step works with. */
  record Work(
      JobStep step,
      BatchRows.Row batch,
      MigrationEndpoint endpoint,
      MigrationUserRows.Row user,
      HourlyLimit.Allowance allowance) {

    /** The mailbox, for what is kept of batches that go on. */
    SyncKey key() {
      return new SyncKey(user.batchId(), user.line());
    }
  }

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
    SyncCommit commit = change -> commit(work, change);
    if (!work.user().isListed()) {
      list.list(work, session, mailbox.get(), commit);
      return false;
    }
    if (work.batch().goesOn() && followUp.survey(work, session, mailbox.get(), commit)) {
      return false;
    }
    if (counts.step(work, session.client(), this)) {
      return false;
    }
    Optional<CopyRows.Row> folder = database.read(tx -> CopyRows.next(tx, work.user()));
    if (folder.isPresent()) {
      copy(work, session, mailbox.get(), folder.get());
      return false;
    }
    if (work.batch().goesOn() && followUp.remove(work, mailbox.get(), commit)) {
      return false;
    }
    boolean refused = database.read(tx -> CopyRows.hasRefused(tx, work.user()));
    Optional<String> asked = followUp.asked(work);
    boolean complete = !refused && work.user().skippedItems() == 0 && asked.isEmpty();
    end(work, complete ? UserStatus.COMPLETED : UserStatus.COMPLETED_WITH_ERRORS, asked);
    return true;
  }

  /**
   * Looks whether the key of a mailbox that waited for it is given now. So its source is not asked
   * for anything while the key is withdrawn.
   *
   * @throws KeyAccessException if it is not
   */
  void requireKey(Work work) {
    if (work.user().waitsForKey()) {
      mailbox(work)
          .ifPresent(mailbox -> messages.requireKey(mailbox, asUser(work.step().requester())));
    }
  }

  /**
   * Gives the mailbox's place back until its key may be given again: others do not need that key.
   */
  void waitForKey(Work work, String code) {
    Duration time = work.user().waitsForKey() ? retries.longest() : retries.after(0);
    commit(
        work,
        tx -> {
          putOff(tx, work, code, time);
          return null;
        });
  }

  private Optional<Mailbox> mailbox(Work work) {
    try {
      return mailboxes.find(work.batch().tenantId(), work.user().address());
    } catch (MailException e) {
      return Optional.empty();
    }
  }

  private void copy(Work work, SourceSession session, Mailbox mailbox, CopyRows.Row folder)
      throws IOException {
    ImapClient.Opened opened;
    SourcePage page;
    try {
      opened = session.client().examine(folder.sourceName());
      if (folder.uidValidity().filter(known -> known != opened.uidValidity()).isPresent()) {
        endFolder(work, folder, Optional.of(SourceError.FOLDER_RENUMBERED));
        return;
      }
      page = pages.page(session, folder, opened);
    } catch (SourceException e) {
      if (e.error() != SourceError.FOLDER_REFUSED) {
        session.client().abandon();
      }
      folderFailed(work, folder, e.error());
      return;
    }
    boolean isLast = folder.folderTries() + 1 >= MigrationLimits.MAX_MESSAGE_TRIES;
    if (page.isEnd() && !isNew(work, folder)) {
      // Somebody may have removed it here; it comes back only with new mail.
      endFolder(work, folder, Optional.empty());
      return;
    }
    // That of a view is made only if a message is in no other folder.
    Optional<TargetFolders.Target> target =
        folder.isView() ? Optional.empty() : Optional.of(targets.ensure(mailbox, folder, opened));
    long knownBelow =
        folder.knownBelow() == 0
            ? target.map(there -> there.folder().uidNext()).orElse(1L)
            : folder.knownBelow();
    if (page.isEnd()) {
      endNew(work, folder, target);
    } else if (!page.missing().isEmpty() && !isLast) {
      folderFailed(work, folder, SourceError.MESSAGE_MISSING);
    } else {
      Removals.Targets others = followUp.targets(work, mailbox);
      Requester user = asUser(work.step().requester());
      KnownMessages here =
          known.of(
              work,
              mailbox,
              folder,
              target.map(there -> new KnownMessages.Part(there.folder(), knownBelow)),
              isNew(work, folder));
      MessageCopy copy =
          new MessageCopy(
              messages,
              threads,
              session.client(),
              mailbox,
              pages.place(work, mailbox, folder, opened, target),
              user,
              here,
              followUp.vanished(work, mailbox, folder, others, user));
      CopiedPage copied = copy.copy(page, folder, work.allowance().left());
      work.allowance().spend(copied.fetched());
      boolean isUsable = session.isUsable();
      advance(work, folder, opened, page, copied, new After(isUsable, knownBelow, target, others));
      here.pageIsKept();
    }
  }

  /** True if no run has copied the folder to its end. */
  private static boolean isNew(Work work, CopyRows.Row folder) {
    return !work.batch().goesOn() || !folder.wasWhole();
  }

  private void endNew(Work work, CopyRows.Row folder, Optional<TargetFolders.Target> target) {
    commit(
        work,
        tx -> {
          CopyRows.end(tx, folder, Optional.empty());
          target.ifPresent(there -> SyncedFolderRows.setTarget(tx, folder, there.folder().id()));
          return null;
        });
  }

  /**
   * What holds after a page.
   *
   * @param isUsable whether the connection can be used for more
   * @param knownBelow the UID here below which messages were here before
   * @param target where the page is here
   * @param others where other folders are here
   */
  private record After(
      boolean isUsable,
      long knownBelow,
      Optional<TargetFolders.Target> target,
      Removals.Targets others) {}

  /**
   * A message that flows in is no work on what is there, which the system finishes whatever the
   * roots say: when both refuse, it waits as a user does.
   */
  static Requester asUser(Requester step) {
    return Requester.user(step.name());
  }

  private void advance(
      Work work,
      CopyRows.Row folder,
      ImapClient.Opened opened,
      SourcePage page,
      CopiedPage copied,
      After after) {
    if (copied.isComplete()) {
      page.missing().forEach(copied::missing);
    }
    commit(
        work,
        copied.items(),
        copied.bytes(),
        tx -> {
          Optional<UUID> targetId = after.target().map(target -> target.folder().id());
          if (!CopyRows.advance(tx, folder, opened, copied, after.knownBelow(), targetId)) {
            throw new JobInterruptedException("the folder was copied by another execution");
          }
          followUp.copied(tx, work, folder, after.target(), copied, after.others());
          copied.skipped().forEach(skip -> CopyRows.skip(tx, folder, skip.uid(), skip.code()));
          MigrationUserRows.addCopied(tx, work.user(), copied);
          // Without a UID nothing tells where to go on.
          if (page.items().isEmpty()) {
            boolean isLast = page.missing().getLast() == opened.messages();
            CopyRows.end(tx, folder, isLast ? Optional.empty() : Optional.of(MISSING));
          }
          copied
              .trouble()
              .filter(
                  trouble -> !after.isUsable() || trouble.error() == SourceError.MESSAGE_REFUSED)
              .ifPresent(
                  trouble ->
                      putOff(
                          tx,
                          work,
                          trouble.error().code(),
                          retries.after(folder.triesOf(trouble.uid()))));
          limit(work, copied)
              .ifPresent(code -> end(tx, work, UserStatus.FAILED, Optional.of(code)));
          if (copied.skipped(SourceError.CONNECTION_LOST)) {
            failIfLost(tx, work, work.user().copiedItems() + copied.items());
          }
          return null;
        });
  }

  private static Optional<String> limit(Work work, CopiedPage copied) {
    long bad = work.user().badItems() + copied.bad();
    return copied.bad() > 0 && bad > work.batch().badItemLimit()
        ? Optional.of(BAD_ITEM_LIMIT)
        : Optional.empty();
  }

  private void folderFailed(Work work, CopyRows.Row folder, SourceError error) {
    boolean isLast = folder.folderTries() + 1 >= MigrationLimits.MAX_MESSAGE_TRIES;
    if (isLast || error == SourceError.FOLDER_REFUSED) {
      endFolder(work, folder, Optional.of(error));
      return;
    }
    commit(
        work,
        tx -> {
          CopyRows.failed(tx, folder);
          if (error != SourceError.MESSAGE_MISSING) {
            putOff(tx, work, error.code(), retries.after(folder.folderTries()));
          }
          return null;
        });
  }

  private void putOff(Handle tx, Work work, String code, Duration time) {
    MigrationUserRows.putOff(tx, work.user(), code, clock.instant().plus(time));
  }

  /**
   * A server that answers nothing would otherwise be asked for each message of it. One that breaks
   * the connection at a damaged message, as Dovecot does, gives others between.
   */
  private void failIfLost(Handle tx, Work work, long copied) {
    int lost = CopyRows.lost(tx, work.user());
    if (lost >= MigrationLimits.MAX_LOST_ITEMS && lost >= copied) {
      end(tx, work, UserStatus.FAILED, Optional.of(SourceError.CONNECTION_LOST.code()));
    }
  }

  private void endFolder(Work work, CopyRows.Row folder, Optional<SourceError> why) {
    commit(
        work,
        tx -> {
          CopyRows.end(tx, folder, why.map(SourceError::code));
          if (why.isPresent() && why.get() == SourceError.CONNECTION_LOST) {
            failIfLost(tx, work, work.user().copiedItems());
          }
          return null;
        });
  }

  private void end(Handle tx, Work work, UserStatus status, Optional<String> code) {
    boolean keeps = work.batch().hasMoreRuns();
    MigrationUserRows.end(tx, work.user(), status, code, keeps, clock.instant());
    if (!keeps) {
      SyncRows.forget(tx, work.key());
    }
  }

  /** Ends the mailbox; its password goes unless the batch goes on. */
  void end(Work work, UserStatus status, Optional<String> code) {
    commit(
        work,
        tx -> {
          end(tx, work, status, code);
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

  /** The same for what is no copying. */
  void commit(Work work, SqlWork<Void> change) {
    commit(work, 0, 0, change);
  }
}
