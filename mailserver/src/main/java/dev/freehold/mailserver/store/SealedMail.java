package dev.freehold.mailserver.store;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.folders.FolderTree;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.MailboxKeys;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.MailboxAccess;
import dev.freehold.mail.messages.MessageCopies;
import dev.freehold.mail.messages.MessageIndexes;
import dev.freehold.mail.messages.MessageRanges;
import dev.freehold.mail.messages.MessageRemoval;
import dev.freehold.mail.messages.Messages;
import dev.freehold.persistence.Database;
import java.time.Clock;

/**
 * What the mail server uses of {@code mail}, over one database.
 *
 * @param database which all of them use
 * @param mailboxes the mailboxes
 * @param folders their folders
 * @param tree the names of folders
 * @param subscriptions what people subscribed to
 * @param messages appends and opens messages
 * @param ranges lists messages and changes flags
 * @param indexes UIDs and flags of whole folders
 * @param removal removes messages and folders
 * @param copies copies and moves messages
 * @param access whether keys are given
 * @param records writes down what is read in mailboxes of others
 * @param clock what time it is
 */
public record SealedMail(
    Database database,
    Mailboxes mailboxes,
    Folders folders,
    FolderTree tree,
    FolderSubscriptions subscriptions,
    Messages messages,
    MessageRanges ranges,
    MessageIndexes indexes,
    MessageRemoval removal,
    MessageCopies copies,
    MailboxAccess access,
    ReadRecords records,
    Clock clock) {

  /** Builds what is missing beside the mailboxes, folders and messages that the server has. */
  public static SealedMail over(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      MailboxKeys mailboxKeys,
      Aead aead,
      Mailboxes mailboxes,
      Folders folders,
      Messages messages,
      ReadRecords records,
      Clock clock) {
    return new SealedMail(
        database,
        mailboxes,
        folders,
        new FolderTree(database, folders),
        new FolderSubscriptions(database),
        messages,
        new MessageRanges(database),
        new MessageIndexes(database, MailLimits.MAX_INDEX_BYTES),
        new MessageRemoval(database, objects),
        new MessageCopies(database, objects, keys, aead, messages.space(), clock),
        new MailboxAccess(database, keys, mailboxKeys),
        records,
        clock);
  }
}
