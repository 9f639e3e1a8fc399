package dev.freehold.mail.messages;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.RowIds;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on ranges of {@code mail_messages}, each in the caller's transaction. */
final class MessageRangeRows {

  private static final String IN_RANGE =
      MessageRows.IN_FOLDER + " AND uid BETWEEN :first AND :last";

  /** As the partial index has it, so that it is used. */
  private static final String UNSEEN = " AND flags % 2 = 0";

  /** As the partial index has it: this flag's bit is the highest. */
  private static final String RECENT = " AND flags >= 32";

  private MessageRangeRows() {}

  static List<StoredMessage> list(Handle tx, Folder folder, MessageRanges.Uids uids, int max) {
    return MessageRows.in(
            folder,
            tx.createQuery(
                "SELECT "
                    + MessageRows.COLUMNS
                    + " FROM mail_messages"
                    + IN_RANGE
                    + " ORDER BY uid LIMIT :max"))
        .bind("first", uids.first())
        .bind("last", uids.last())
        .bind("max", max)
        .map(new MessageReader())
        .list();
  }

  static List<Long> uids(Handle tx, Folder folder, MessageRanges.Uids uids) {
    return longs(tx, folder, uids, "SELECT uid FROM mail_messages" + IN_RANGE + " ORDER BY uid");
  }

  static List<Long> deleted(Handle tx, Folder folder, MessageRanges.Uids uids) {
    // The fourth bit, by arithmetic that both databases have.
    return longs(
        tx,
        folder,
        uids,
        "SELECT uid FROM mail_messages" + IN_RANGE + " AND flags / 8 % 2 = 1 ORDER BY uid");
  }

  static List<Long> recent(Handle tx, Folder folder) {
    return longs(
        tx,
        folder,
        MessageRanges.Uids.ALL,
        "SELECT uid FROM mail_messages" + IN_RANGE + RECENT + " ORDER BY uid");
  }

  private static List<Long> longs(Handle tx, Folder folder, MessageRanges.Uids uids, String query) {
    return MessageRows.in(folder, tx.createQuery(query))
        .bind("first", uids.first())
        .bind("last", uids.last())
        .mapTo(Long.class)
        .list();
  }

  static Optional<Long> firstUnseen(Handle tx, Folder folder) {
    return MessageRows.in(
            folder,
            tx.createQuery(
                "SELECT uid FROM mail_messages"
                    + MessageRows.IN_FOLDER
                    + UNSEEN
                    + " ORDER BY uid LIMIT 1"))
        .mapTo(Long.class)
        .findOne();
  }

  static long countUnseen(Handle tx, Folder folder) {
    return MessageRows.in(
            folder,
            tx.createQuery("SELECT COUNT(*) FROM mail_messages" + MessageRows.IN_FOLDER + UNSEEN))
        .mapTo(Long.class)
        .one();
  }

  static Set<String> keywords(Handle tx, Folder folder) {
    Set<String> keywords = new HashSet<>();
    MessageRows.in(
            folder,
            tx.createQuery(
                "SELECT DISTINCT keywords FROM mail_messages"
                    + MessageRows.IN_FOLDER
                    + " AND keywords <> ''"))
        .mapTo(String.class)
        .forEach(text -> keywords.addAll(MessageFlags.ofColumns(0, text).keywords()));
    return keywords;
  }

  static void setFlags(
      Handle tx, Folder folder, Collection<Long> uids, MessageFlags flags, long modSeq) {
    MessageRows.in(
            folder,
            tx.createUpdate(
                "UPDATE mail_messages SET flags = :flagBits, keywords = :keywords,"
                    + " mod_seq = :modSeq"
                    + MessageRows.IN_FOLDER
                    + " AND uid IN (<uids>)"))
        .bind("flagBits", flags.bits())
        .bind("keywords", flags.keywordText())
        .bind("modSeq", modSeq)
        .bindList("uids", List.copyOf(uids))
        .execute();
  }

  /** Takes {@code \Recent} from all messages that have it, and returns these, rising. */
  static List<StoredMessage> resetRecent(Handle tx, Folder folder) {
    return MessageRows.in(
            folder,
            tx.createQuery(
                "UPDATE mail_messages SET flags = flags - 32"
                    + MessageRows.IN_FOLDER
                    + RECENT
                    + " RETURNING "
                    + MessageRows.COLUMNS))
        .map(new MessageReader())
        .stream()
        .sorted((one, other) -> Long.compare(one.uid(), other.uid()))
        .toList();
  }

  /** Which of some objects messages refer to. */
  static Set<UUID> referredTo(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return tx.createQuery(
            "SELECT DISTINCT object_id FROM mail_messages"
                + " WHERE tenant_id = :tenantId AND object_id IN (<ids>)")
        .bind("tenantId", tenantId)
        .bindList("ids", List.copyOf(objectIds))
        .mapTo(UUID.class)
        .set();
  }

  /** The messages of a mailbox that some objects hold. */
  static List<MessageRanges.Placed> ofObjects(
      Handle tx, UUID tenantId, UUID mailboxId, Collection<UUID> objectIds) {
    MessageReader reader = new MessageReader();
    return tx.createQuery(
            "SELECT "
                + MessageRows.COLUMNS
                + ", folder_id FROM mail_messages WHERE tenant_id = :tenantId"
                + " AND mailbox_id = :mailboxId AND object_id IN (<ids>) ORDER BY folder_id, uid")
        .bind("tenantId", tenantId)
        .bind("mailboxId", mailboxId)
        .bindList("ids", List.copyOf(objectIds))
        .map(
            (row, context) ->
                new MessageRanges.Placed(
                    RowIds.read(row, MessageReader.BEHIND), reader.map(row, context)))
        .list();
  }
}
