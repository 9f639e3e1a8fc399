package dev.freehold.mail.messages;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.owners.HeldOwners;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Removes messages for good. An object is released with the last message that it holds; a legal
 * hold keeps all of them. Safe for use by many threads.
 */
public final class MessageRemoval {

  private final Database database;
  private final ObjectStore objects;
  private final HeldOwners held;

  /** Removes from what {@link Messages} keeps in the same places. */
  public MessageRemoval(Database database, ObjectStore objects) {
    this.database = database;
    this.objects = objects;
    this.held = new HeldOwners(database.dialect());
  }

  /**
   * Removes messages, however many, in one transaction. Takes one new mod-sequence if any was
   * there. UIDs are never given out again.
   *
   * @return what was there, rising if {@code uids} rise
   * @throws dev.freehold.mail.MailException {@code folder-not-found}
   * @throws dev.freehold.custody.CustodyException {@code LEGAL_HOLD} if the mailbox is held and
   *     there is any of them; nothing is removed then
   */
  public Removed remove(Folder folder, List<Long> uids) {
    return database.write(tx -> remove(tx, folder, uids));
  }

  /** As {@link #remove(Folder, List)}, in the caller's transaction. */
  Removed remove(Handle tx, Folder folder, List<Long> uids) {
    FolderChanges.lock(tx, List.of(folder));
    Removing removing = new Removing(tx, folder);
    for (int from = 0; from < uids.size(); from += MailLimits.MAX_MESSAGES_PER_CALL) {
      int to = Math.min(uids.size(), from + MailLimits.MAX_MESSAGES_PER_CALL);
      removing.remove(MessageRows.byUids(tx, folder, uids.subList(from, to)));
    }
    return removing.finish();
  }

  /**
   * Deletes a folder with its messages, in one transaction. Folders below it stay.
   *
   * @return how many messages were in it, and their bytes
   * @throws dev.freehold.mail.MailException {@code folder-not-found}
   * @throws dev.freehold.custody.CustodyException {@code LEGAL_HOLD} if the mailbox is held and the
   *     folder is not empty; it stays as it is then
   */
  public Emptied delete(Folder folder) {
    return database.write(
        tx -> {
          FolderChanges.lockForDeletion(tx, folder);
          Removing removing = new Removing(tx, folder);
          long messages = 0;
          long bytes = 0;
          while (true) {
            List<StoredMessage> page =
                MessageRangeRows.list(
                    tx, folder, MessageRanges.Uids.ALL, MailLimits.MAX_MESSAGES_PER_CALL);
            removing.remove(page);
            messages += page.size();
            bytes += page.stream().mapToLong(StoredMessage::sizeBytes).sum();
            if (page.size() < MailLimits.MAX_MESSAGES_PER_CALL) {
              removing.finish();
              FolderChanges.delete(tx, folder);
              return new Emptied(messages, bytes);
            }
            removing.removed.clear();
          }
        });
  }

  /** One transaction that removes messages page by page. */
  private final class Removing {
    private final Handle tx;
    private final Folder folder;
    private final List<StoredMessage> removed = new ArrayList<>();
    private long messages;
    private long bytes;
    private long shared;

    Removing(Handle tx, Folder folder) {
      this.tx = tx;
      this.folder = folder;
    }

    void remove(List<StoredMessage> page) {
      if (page.isEmpty()) {
        return;
      }
      if (messages == 0) {
        held.requireNone(tx, folder.tenantId(), folder.mailboxId());
      }
      Set<UUID> there = objects.lockedKeyIds(tx, folder.tenantId(), objectIds(page)).keySet();
      MessageRows.delete(tx, folder, page.stream().map(StoredMessage::uid).toList());
      List<UUID> freed = new ArrayList<>(objectIds(page));
      freed.removeAll(MessageRangeRows.referredTo(tx, folder.tenantId(), freed));
      List<UUID> released = freed.stream().filter(there::contains).toList();
      if (!released.isEmpty()) {
        objects.release(tx, folder.tenantId(), released);
      }
      messages += page.size();
      bytes += page.stream().mapToLong(StoredMessage::sizeBytes).sum();
      shared += page.size() - freed.size();
      removed.addAll(page);
    }

    Removed finish() {
      long modSeq =
          messages == 0
              ? 0
              : FolderChanges.remove(tx, folder, new FolderChanges.Counts(messages, bytes, shared));
      return new Removed(modSeq, List.copyOf(removed));
    }
  }

  private static List<UUID> objectIds(List<StoredMessage> page) {
    return page.stream().map(StoredMessage::objectId).distinct().toList();
  }

  /**
   * Messages that were removed.
   *
   * @param modSeq the mod-sequence of their removal; 0 if none was there
   * @param messages as they were
   */
  public record Removed(long modSeq, List<StoredMessage> messages) {}

  /** How many messages a deleted folder had, and their bytes. */
  public record Emptied(long messages, long bytes) {}
}
