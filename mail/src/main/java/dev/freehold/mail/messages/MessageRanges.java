package dev.freehold.mail.messages;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.Database;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The messages of a folder by ranges of UIDs, as IMAP asks for them: however many, in one
 * transaction where something changes. Nothing here opens a key. Safe for use by many threads.
 */
public final class MessageRanges {

  private final Database database;

  /** Works on what {@link Messages} keeps in {@code database}. */
  public MessageRanges(Database database) {
    this.database = database;
  }

  /**
   * The messages in a range, rising.
   *
   * @param max 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
   */
  public List<StoredMessage> list(Folder folder, Uids uids, int max) {
    MailLimits.requirePage(max);
    return database.read(tx -> MessageRangeRows.list(tx, folder, uids, max));
  }

  /** The UIDs of messages in a range that have the flag {@code \Deleted}, rising. */
  public List<Long> deleted(Folder folder, Uids uids) {
    return database.read(tx -> MessageRangeRows.deleted(tx, folder, uids));
  }

  /** The UIDs of messages that have the flag {@code \Recent}, rising. */
  public List<Long> recent(Folder folder) {
    return database.read(tx -> MessageRangeRows.recent(tx, folder));
  }

  /** The lowest UID of a message without the flag {@code \Seen}. */
  public Optional<Long> firstUnseen(Folder folder) {
    return database.read(tx -> MessageRangeRows.firstUnseen(tx, folder));
  }

  /** How many messages do not have the flag {@code \Seen}. */
  public long countUnseen(Folder folder) {
    return database.read(tx -> MessageRangeRows.countUnseen(tx, folder));
  }

  /** The keywords of all messages of a folder. */
  public Set<String> keywords(Folder folder) {
    return database.read(tx -> MessageRangeRows.keywords(tx, folder));
  }

  /**
   * The messages of a mailbox that some objects hold, with the folders that they are in.
   *
   * @param objectIds at most {@link MailLimits#MAX_MESSAGES_PER_CALL}
   */
  public List<Placed> ofObjects(Mailbox mailbox, Collection<UUID> objectIds) {
    return objectIds.isEmpty()
        ? List.of()
        : database.read(
            tx -> MessageRangeRows.ofObjects(tx, mailbox.tenantId(), mailbox.id(), objectIds));
  }

  /**
   * Changes the flags of all messages in a range, in one transaction. All that the change alters
   * get one new mod-sequence; the others are in the result as they were.
   *
   * @param change gives a message's new flags; asked while nobody else can change the message
   * @return the messages in the range, rising
   * @throws dev.freehold.mail.MailException {@code folder-not-found}, or {@code keyword-invalid} if
   *     a message would have too many keywords; nothing is changed then
   */
  public List<Changed> changeFlags(
      Folder folder, Uids uids, Function<StoredMessage, MessageFlags> change) {
    return database.write(
        tx -> {
          FolderChanges.lock(tx, List.of(folder));
          FlagWriter writer = new FlagWriter(tx, folder, change);
          Uids rest = uids;
          while (true) {
            List<StoredMessage> page =
                MessageRangeRows.list(tx, folder, rest, MailLimits.MAX_MESSAGES_PER_CALL);
            writer.change(page);
            if (page.size() < MailLimits.MAX_MESSAGES_PER_CALL) {
              return writer.changed();
            }
            rest = new Uids(page.getLast().uid() + 1, uids.last);
          }
        });
  }

  /**
   * Takes {@code \Recent} from all messages of a folder. Mod-sequences stay: a session is told of
   * recent messages by the one that took the flag, and no other has to know.
   *
   * @return the messages that had it, rising
   */
  public List<Changed> resetRecent(Folder folder) {
    if (recent(folder).isEmpty()) {
      return List.of(); // Most folders that are opened: nothing has to be made durable.
    }
    MessageFlags recent = MessageFlags.of(MessageFlag.RECENT);
    return database
        .write(
            tx -> {
              FolderChanges.lock(tx, List.of(folder));
              return MessageRangeRows.resetRecent(tx, folder);
            })
        .stream()
        .map(now -> new Changed(now.flags().plus(recent), now))
        .toList();
  }

  /**
   * UIDs from {@code first} to {@code last}, both included.
   *
   * @param first at least 1
   * @param last may be above all that there are
   */
  public record Uids(long first, long last) {
    /** All that there can be. */
    public static final Uids ALL = new Uids(1, 0xFFFF_FFFFL);
  }

  /**
   * What a change of flags did to a message.
   *
   * @param before its flags before
   * @param now it with its flags and its mod-sequence now; a new one if and only if flags changed
   */
  public record Changed(MessageFlags before, StoredMessage now) {}

  /** A message and the folder that it is in. */
  public record Placed(UUID folderId, StoredMessage message) {}
}
