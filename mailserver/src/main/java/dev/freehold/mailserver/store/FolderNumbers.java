package dev.freehold.mailserver.store;

import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import org.apache.james.mailbox.store.mail.UidProvider;

/**
 * UIDs and mod-sequences for James's code that takes them by themselves. The mappers do not: they
 * take them in the transaction that makes the change. Safe for use by many threads.
 */
final class FolderNumbers {

  private final Database database;

  FolderNumbers(Database database) {
    this.database = database;
  }

  UidProvider uids() {
    return new UidProvider() {
      @Override
      public MessageUid nextUid(Mailbox mailbox) throws MailboxException {
        return nextUid(mailbox.getMailboxId());
      }

      @Override
      public MessageUid nextUid(MailboxId id) throws MailboxException {
        return MessageUid.of(
            database.write(tx -> FolderChanges.takeUid(tx, uuid(id))).orElseThrow(() -> gone(id)));
      }

      @Override
      public Optional<MessageUid> lastUid(Mailbox mailbox) throws MailboxException {
        long next = folder(mailbox.getMailboxId()).uidNext();
        return next == 1 ? Optional.empty() : Optional.of(MessageUid.of(next - 1));
      }
    };
  }

  ModSeqProvider modSeqs() {
    return new ModSeqProvider() {
      @Override
      public ModSeq nextModSeq(Mailbox mailbox) throws MailboxException {
        return nextModSeq(mailbox.getMailboxId());
      }

      @Override
      public ModSeq nextModSeq(MailboxId id) throws MailboxException {
        return ModSeq.of(
            database
                .write(tx -> FolderChanges.takeModSeq(tx, uuid(id)))
                .orElseThrow(() -> gone(id)));
      }

      @Override
      public ModSeq highestModSeq(Mailbox mailbox) throws MailboxException {
        return highestModSeq(mailbox.getMailboxId());
      }

      @Override
      public ModSeq highestModSeq(MailboxId id) throws MailboxException {
        return ModSeq.of(folder(id).highestModSeq());
      }
    };
  }

  private Folder folder(MailboxId id) throws MailboxException {
    return database.read(tx -> FolderChanges.byIds(tx, List.of(uuid(id)))).stream()
        .findFirst()
        .orElseThrow(() -> gone(id));
  }

  private static UUID uuid(MailboxId id) {
    return ((FolderId) id).id();
  }

  private static MailboxException gone(MailboxId id) {
    return new MailboxNotFoundException(id);
  }
}
