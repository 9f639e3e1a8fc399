package dev.freehold.mail.migration;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourceFolder;
import dev.freehold.mail.migration.imap.SourcePage;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.mail.migration.plan.FolderPlan;
import dev.freehold.mail.migration.plan.PlannedFolder;
import dev.freehold.mail.migration.plan.TargetFolder;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Folders folders;
  private final Messages messages;
  private final FolderPlan plan;
  private final KnownMessages.Recent recent = new KnownMessages.Recent();
  private final Retries retries;
  private final Clock clock;

  MailboxCopy(Database database, MigrationJob.Store store, Retries retries, Clock clock) {
    this.database = database;
    this.mailboxes = store.mailboxes();
    this.folders = store.folders();
    this.messages = store.messages();
    this.plan = new FolderPlan(folders, new FolderSubscriptions(database));
    this.retries = retries;
    this.clock = clock;
  }

  /** What a step works with. */
  record Work(
      JobStep step,
      BatchRows.Row batch,
      MigrationEndpoint endpoint,
      MigrationUserRows.Row user,
      HourlyLimit.Allowance allowance) {}

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
        0,
        0,
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

  /** The source has let us in: from now on it is a mailbox, under the policy that it has. */
  private void list(Work work, SourceSession session, Mailbox mailbox) throws IOException {
    FolderRules rules = work.batch().folders();
    Map<String, String> earlier = database.read(tx -> CopyRows.earlierPaths(tx, work.user()));
    List<SourceFolder> found =
        session.client().folders(earlier).stream()
            .filter(folder -> rules.take(folder.path()))
            .toList();
    Set<String> subscribed = session.client().subscribed();
    mailboxes.migrate(mailbox.tenantId(), mailbox.id());
    List<PlannedFolder> wanted = plan.arrange(mailbox, found, earlier.keySet(), rules.moves());
    plan.subscribe(mailbox, wanted, subscribed);
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
      page = session.after(folder.lastUid(), opened.messages(), folder.isCareful());
    } catch (SourceException e) {
      if (e.error() != SourceError.FOLDER_REFUSED) {
        session.client().abandon();
      }
      folderFailed(work, folder, e.error());
      return;
    }
    TargetFolder target = new TargetFolder(folders, mailbox, folder.path(), folder.specialUse());
    // That of a view is made only if a message is in no other folder.
    long knownBelow =
        folder.isView()
            ? 1
            : folder.knownBelow() == 0 ? target.get().uidNext() : folder.knownBelow();
    boolean isLast = folder.folderTries() + 1 >= MigrationLimits.MAX_MESSAGE_TRIES;
    if (page.isEnd()) {
      endFolder(work, folder, Optional.empty());
    } else if (!page.missing().isEmpty() && !isLast) {
      folderFailed(work, folder, SourceError.MESSAGE_MISSING);
    } else {
      MessageCopy copy =
          new MessageCopy(
              messages,
              session.client(),
              mailbox,
              new MessageCopy.Place(
                  target,
                  MessageCopy.location(work.endpoint(), work.user(), folder, opened.uidValidity()),
                  folder.isView()),
              asUser(work.step().requester()),
              known(work, mailbox, folder, target, knownBelow));
      CopiedPage copied = copy.copy(page, folder, work.allowance().left());
      work.allowance().spend(copied.fetched());
      boolean isUsable = session.isUsable();
      advance(work, folder, opened, page, copied, new After(isUsable, knownBelow));
    }
  }

  /**
   * What holds after a page.
   *
   * @param isUsable whether the connection can be used for more
   * @param knownBelow the UID here below which messages were here before
   */
  private record After(boolean isUsable, long knownBelow) {}

  /**
   * What was here before. A folder that is new here may be one of another name: then so are folders
   * that the source does not have, or has no more. A view shows messages of all folders.
   */
  private KnownMessages known(
      Work work, Mailbox mailbox, CopyRows.Row folder, TargetFolder target, long knownBelow) {
    return recent.of(
        folder,
        () -> {
          List<KnownMessages.Part> parts = new ArrayList<>();
          if (!folder.isView()) {
            parts.add(new KnownMessages.Part(target.get(), knownBelow));
          }
          if (knownBelow == 1) {
            Set<String> others =
                folder.isView() ? Set.of() : database.read(tx -> CopyRows.paths(tx, work.user()));
            folders.list(mailbox).stream()
                .filter(each -> !others.contains(each.path()))
                .map(each -> new KnownMessages.Part(each, each.uidNext()))
                .forEach(parts::add);
          }
          return new KnownMessages(messages, mailbox, parts, asUser(work.step().requester()));
        });
  }

  /**
   * A message that flows in is no work on what is there, which the system finishes whatever the
   * roots say: when both refuse, it waits as a user does.
   */
  private static Requester asUser(Requester step) {
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
          if (!CopyRows.advance(tx, folder, opened, copied, after.knownBelow())) {
            throw new JobInterruptedException("the folder was copied by another execution");
          }
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
          limit(work, copied).ifPresent(code -> fail(tx, work, code));
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
        0,
        0,
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
      fail(tx, work, SourceError.CONNECTION_LOST.code());
    }
  }

  private void fail(Handle tx, Work work, String code) {
    MigrationUserRows.end(tx, work.user(), UserStatus.FAILED, Optional.of(code), clock.instant());
  }

  private void endFolder(Work work, CopyRows.Row folder, Optional<SourceError> why) {
    commit(
        work,
        0,
        0,
        tx -> {
          CopyRows.end(tx, folder, why.map(SourceError::code));
          if (why.isPresent() && why.get() == SourceError.CONNECTION_LOST) {
            failIfLost(tx, work, work.user().copiedItems());
          }
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
