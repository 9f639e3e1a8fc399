package dev.freehold.mail.messages;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.mail.mailboxes.OpenMailbox;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Copies and moves messages within a mailbox. The copy shares the original's object; what is sealed
 * of it in SQL is bound to its place, so that is sealed anew, under the same key. Safe for use by
 * many threads.
 */
public final class MessageCopies {

  private static final int PAGE = MailLimits.MAX_MESSAGES_PER_CALL;

  /** How often rows are read whose keys are renewed just then. */
  private static final int MAX_ATTEMPTS = 8;

  private final Database database;
  private final ObjectStore objects;
  private final KeyAccess keys;
  private final Aead aead;
  private final MailboxSpace space;
  private final Clock clock;

  /** Copies what {@link Messages} keeps in the same places. */
  public MessageCopies(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      Aead aead,
      MailboxSpace space,
      Clock clock) {
    this.database = database;
    this.objects = objects;
    this.keys = keys;
    this.aead = aead;
    this.space = space;
    this.clock = clock;
  }

  /**
   * Copies messages, however many, in one transaction. They keep flags and dates and are recent in
   * the target. UIDs that are not there are left out.
   *
   * @param uids in the order in which the copies get their UIDs
   * @throws dev.freehold.mail.MailException {@code folder-not-found}, {@code purged} or {@code
   *     mailbox-full}; nothing is copied then
   * @throws KeyAccessException if the mailbox key is not given
   * @throws dev.freehold.content.ContentException {@code object-corrupt} if what SQL says of one is
   *     not what was stored; nothing is copied then
   */
  public Copied copy(
      Mailbox mailbox, Folder source, Folder target, List<Long> uids, Requester requester) {
    return run(new Order(mailbox, source, target, List.copyOf(uids), false, requester));
  }

  /**
   * Moves messages, as {@link #copy}, each once. A legal hold does not keep them from it: nothing
   * is removed from the mailbox.
   */
  public Copied move(
      Mailbox mailbox, Folder source, Folder target, List<Long> uids, Requester requester) {
    List<Long> once = uids.stream().distinct().toList();
    return run(new Order(mailbox, source, target, once, true, requester));
  }

  private Copied run(Order order) {
    order.mailbox.requireOwn(order.source);
    order.mailbox.requireOwn(order.target);
    Set<UUID> wanted = new HashSet<>(firstKeys(order));
    for (int attempt = 1; ; attempt++) {
      try (OpenKeys open = new OpenKeys(keys, aead, order.mailbox.owner(), order.requester)) {
        Map<UUID, MailboxSecrets> secrets = new HashMap<>();
        wanted.forEach(key -> secrets.put(key, open.under(key)));
        return database.write(tx -> new Copying(tx, order, secrets).run());
      } catch (OtherKeys others) {
        requireAnother(attempt, others);
        wanted.addAll(others.keyIds);
      } catch (KeyAccessException refused) {
        if (refused.reason() != KeyAccessException.Reason.NO_SUCH_KEY) {
          throw refused;
        }
        // Its last object was sealed again just now.
        requireAnother(attempt, refused);
        wanted = new HashSet<>(firstKeys(order));
      }
    }
  }

  private static void requireAnother(int attempt, RuntimeException failure) {
    if (attempt == MAX_ATTEMPTS) {
      throw failure;
    }
  }

  /** The keys of some of the messages: most mailboxes have one key. */
  private Collection<UUID> firstKeys(Order order) {
    List<Long> some = order.uids.subList(0, Math.min(order.uids.size(), PAGE));
    return some.isEmpty()
        ? List.of()
        : database.read(
            tx ->
                objects
                    .ownerKeyIds(
                        tx,
                        order.source.tenantId(),
                        MessageRows.byUids(tx, order.source, some).stream()
                            .map(StoredMessage::objectId)
                            .distinct()
                            .toList())
                    .values());
  }

  /** One transaction. */
  private final class Copying {
    private final Handle tx;
    private final Order order;
    private final Map<UUID, MailboxSecrets> secrets;

    Copying(Handle tx, Order order, Map<UUID, MailboxSecrets> secrets) {
      this.tx = tx;
      this.order = order;
      this.secrets = secrets;
    }

    Copied run() {
      OpenMailbox.require(tx, order.mailbox);
      requireSpace(0); // Before folders are locked, as where messages are appended.
      FolderChanges.lock(tx, List.of(order.source, order.target));
      List<StoredMessage> originals = new ArrayList<>();
      List<StoredMessage> copies = new ArrayList<>();
      Instant now = clock.instant();
      for (int from = 0; from < order.uids.size(); from += PAGE) {
        List<Long> uids = order.uids.subList(from, Math.min(order.uids.size(), from + PAGE));
        List<MessageRows.SealedRow> page = inOrder(uids);
        if (!page.isEmpty()) {
          FolderChanges.Counts counts = counts(page);
          requireSpace(counts.bytes());
          FolderChanges.Taken taken = FolderChanges.add(tx, order.target, counts);
          originals.addAll(page.stream().map(MessageRows.SealedRow::message).toList());
          copies.addAll(copyPage(page, taken, now));
        }
      }
      long removalModSeq = order.isMove && !originals.isEmpty() ? remove(originals) : 0;
      return new Copied(removalModSeq, originals, copies);
    }

    /** A move needs none. */
    private void requireSpace(long bytes) {
      if (!order.isMove) {
        space.require(tx, order.mailbox, bytes);
      }
    }

    private List<MessageRows.SealedRow> inOrder(List<Long> uids) {
      Map<Long, MessageRows.SealedRow> found = new HashMap<>();
      MessageRows.envelopedByUids(tx, order.source, uids)
          .forEach(row -> found.put(row.message().uid(), row));
      return uids.stream().map(found::get).filter(row -> row != null).toList();
    }

    private FolderChanges.Counts counts(List<MessageRows.SealedRow> page) {
      long bytes = page.stream().mapToLong(row -> row.message().sizeBytes()).sum();
      return new FolderChanges.Counts(page.size(), bytes, order.isMove ? 0 : page.size());
    }

    private List<StoredMessage> copyPage(
        List<MessageRows.SealedRow> page, FolderChanges.Taken taken, Instant now) {
      Map<UUID, UUID> keyOfObject =
          objects.lockedKeyIds(
              tx,
              order.source.tenantId(),
              page.stream().map(row -> row.message().objectId()).distinct().toList());
      Set<UUID> others = new HashSet<>(keyOfObject.values());
      others.removeAll(secrets.keySet());
      if (!others.isEmpty()) {
        throw new OtherKeys(others);
      }
      List<StoredMessage> copies = new ArrayList<>();
      for (MessageRows.SealedRow row : page) {
        StoredMessage message = row.message();
        UUID key = keyOfObject.get(message.objectId());
        if (key == null) {
          throw SealedMessages.damaged();
        }
        StoredMessage copy =
            new StoredMessage(
                taken.uid() + copies.size(),
                taken.modSeq(),
                message.flags().plus(MessageFlags.of(MessageFlag.RECENT)),
                message.internalDate(),
                message.internalZone(),
                now,
                message.sizeBytes(),
                message.headerBytes(),
                message.objectId());
        insert(row, copy, secrets.get(key));
        copies.add(copy);
      }
      return copies;
    }

    private void insert(MessageRows.SealedRow row, StoredMessage copy, MailboxSecrets sealing) {
      try {
        MessageSecrets opened = sealing.open(order.source.id(), row.message(), row.properties());
        byte[] properties = sealing.seal(order.target.id(), copy, opened);
        byte[] envelope =
            row.envelope()
                .flatMap(stored -> sealing.openEnvelope(order.source.id(), row.message(), stored))
                .map(found -> sealing.sealEnvelope(order.target.id(), copy, found))
                .orElse(null);
        MessageRows.insert(tx, order.target, copy, properties, envelope, null);
      } catch (CryptoException damaged) {
        throw SealedMessages.damaged();
      }
    }

    private long remove(List<StoredMessage> originals) {
      for (int from = 0; from < originals.size(); from += PAGE) {
        MessageRows.delete(
            tx,
            order.source,
            originals.subList(from, Math.min(originals.size(), from + PAGE)).stream()
                .map(StoredMessage::uid)
                .toList());
      }
      long bytes = originals.stream().mapToLong(StoredMessage::sizeBytes).sum();
      return FolderChanges.remove(
          tx, order.source, new FolderChanges.Counts(originals.size(), bytes, 0));
    }
  }

  /** Undoes a transaction: some messages are under keys that were not opened yet. */
  private static final class OtherKeys extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<UUID> keyIds;

    OtherKeys(Set<UUID> keyIds) {
      this.keyIds = keyIds;
    }
  }

  private record Order(
      Mailbox mailbox,
      Folder source,
      Folder target,
      List<Long> uids,
      boolean isMove,
      Requester requester) {}

  /**
   * What was copied or moved.
   *
   * @param removalModSeq the mod-sequence in the source that a move's removal got; 0 for a copy
   * @param originals as they were in the source, in the order asked for
   * @param copies what became of each, in the same order
   */
  public record Copied(
      long removalModSeq, List<StoredMessage> originals, List<StoredMessage> copies) {}
}
