package dev.freehold.mail.messages;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on ranges of {@code mail_messages}, each in the caller's transaction. */
final class MessageRangeRows {

  private static final String IN_RANGE = MessageRows.PLACED + " AND uid BETWEEN ? AND ?";

  /** As the partial index has it, so that it is used. */
  private static final String UNSEEN = " AND flags % 2 = 0";

  /** As the partial index has it: this flag's bit is the highest. */
  private static final String RECENT = " AND flags >= 32";

  private static final RangeQuery LIST =
      new RangeQuery(
          "SELECT "
              + MessageRows.COLUMNS
              + " FROM mail_messages"
              + IN_RANGE
              + " ORDER BY uid LIMIT ?");

  /** The fourth bit, by arithmetic that both databases have. */
  private static final RangeQuery DELETED_UIDS =
      new RangeQuery(
          "SELECT uid FROM mail_messages" + IN_RANGE + " AND flags / 8 % 2 = 1 ORDER BY uid");

  private static final RangeQuery RECENT_UIDS =
      new RangeQuery("SELECT uid FROM mail_messages" + IN_RANGE + RECENT + " ORDER BY uid");

  private static final PointQuery<Long> FIRST_UNSEEN =
      new PointQuery<>(
          "SELECT uid FROM mail_messages" + MessageRows.PLACED + UNSEEN + " ORDER BY uid LIMIT 1",
          row -> row.getLong(1));

  /** By the index alone: no message's row is read to see whose it is, but the folder's. */
  private static final PointQuery<Long> UNSEEN_COUNT =
      new PointQuery<>(
          "SELECT COUNT(*) FROM mail_messages WHERE folder_id ="
              + " (SELECT id FROM mail_folders WHERE tenant_id = ? AND mailbox_id = ? AND id = ?)"
              + UNSEEN,
          row -> row.getLong(1));

  private static final RangeQuery KEYWORDS =
      new RangeQuery(
          "SELECT DISTINCT keywords FROM mail_messages"
              + MessageRows.PLACED
              + " AND keywords <> ''");

  private MessageRangeRows() {}

  static List<StoredMessage> list(Handle tx, Folder folder, MessageRanges.Uids uids, int max) {
    return LIST.list(
        tx,
        values -> {
          place(values, folder, uids);
          values.setInt(MessageRows.BEHIND_PLACE + 2, max);
        },
        new MessageReader());
  }

  static List<Long> deleted(Handle tx, Folder folder, MessageRanges.Uids uids) {
    return uids(tx, folder, uids, DELETED_UIDS);
  }

  static List<Long> recent(Handle tx, Folder folder) {
    return uids(tx, folder, MessageRanges.Uids.ALL, RECENT_UIDS);
  }

  private static List<Long> uids(
      Handle tx, Folder folder, MessageRanges.Uids uids, RangeQuery query) {
    return query.list(tx, values -> place(values, folder, uids), row -> row.getLong(1));
  }

  private static void place(PreparedStatement values, Folder folder, MessageRanges.Uids uids)
      throws SQLException {
    MessageRows.place(values, folder);
    values.setLong(MessageRows.BEHIND_PLACE, uids.first());
    values.setLong(MessageRows.BEHIND_PLACE + 1, uids.last());
  }

  static Optional<Long> firstUnseen(Handle tx, Folder folder) {
    return FIRST_UNSEEN.find(tx, values -> MessageRows.place(values, folder));
  }

  static long countUnseen(Handle tx, Folder folder) {
    return UNSEEN_COUNT.find(tx, values -> MessageRows.place(values, folder)).orElseThrow();
  }

  static Set<String> keywords(Handle tx, Folder folder) {
    Set<String> keywords = new HashSet<>();
    KEYWORDS.forEach(
        tx,
        values -> MessageRows.place(values, folder),
        row -> keywords.addAll(MessageFlags.ofColumns(0, row.getString(1)).keywords()));
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
