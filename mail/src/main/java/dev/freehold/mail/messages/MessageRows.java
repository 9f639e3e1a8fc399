package dev.freehold.mail.messages;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.PointUpdate;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The statements on {@code mail_messages}, each in the caller's transaction. */
final class MessageRows {

  /** What {@link MessageReader} reads of every message, in this order. */
  static final String COLUMNS =
      "uid, mod_seq, flags, keywords, internal_date, saved_at, size_bytes, header_bytes, object_id,"
          + " internal_zone";

  static final String IN_FOLDER =
      " WHERE tenant_id = :tenantId AND mailbox_id = :mailboxId AND folder_id = :folderId";

  /** The same for statements that are kept; {@link #place} fills it in. */
  static final String PLACED = " WHERE tenant_id = ? AND mailbox_id = ? AND folder_id = ?";

  /** The number of the first value behind those of {@link #PLACED}. */
  static final int BEHIND_PLACE = 4;

  private static final String SEALED_COLUMNS =
      "SELECT " + COLUMNS + ", sealed_properties FROM mail_messages";

  private static final String ENVELOPED_COLUMNS =
      "SELECT " + COLUMNS + ", sealed_properties, sealed_envelope FROM mail_messages";

  private static final String PLAIN = "SELECT " + COLUMNS + " FROM mail_messages" + IN_FOLDER;

  private static final String ENVELOPED = ENVELOPED_COLUMNS + IN_FOLDER;

  private static final String PAGE = PLACED + " AND uid > ? ORDER BY uid LIMIT ?";

  private static final RangeQuery AFTER =
      new RangeQuery("SELECT " + COLUMNS + " FROM mail_messages" + PAGE);

  private static final RangeQuery SEALED_AFTER = new RangeQuery(SEALED_COLUMNS + PAGE);

  private static final RangeQuery ENVELOPED_AFTER = new RangeQuery(ENVELOPED_COLUMNS + PAGE);

  private static final RangeQuery CHANGED =
      new RangeQuery(
          "SELECT "
              + COLUMNS
              + " FROM mail_messages"
              + PLACED
              + " AND mod_seq > ? AND uid > ? ORDER BY uid LIMIT ?");

  private static final PointQuery<SealedRow> BY_UID =
      new PointQuery<>(
          SEALED_COLUMNS + PLACED + " AND uid = ?", row -> new MessageReader().sealed(row));

  private static final PointQuery<SealedRow> BY_IMPORT_TOKEN =
      new PointQuery<>(
          SEALED_COLUMNS + PLACED + " AND import_token = ?",
          row -> new MessageReader().sealed(row));

  private static final PointUpdate INSERT =
      new PointUpdate(
          """
          INSERT INTO mail_messages (tenant_id, mailbox_id, folder_id, uid, mod_seq, flags,
            keywords, internal_date, internal_zone, saved_at, size_bytes, header_bytes, object_id,
            sealed_properties, sealed_envelope, import_token)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (mailbox_id, import_token) DO NOTHING
          """);

  private MessageRows() {}

  /** Inserts unless the mailbox has a message of this import token. */
  static boolean insert(
      Handle tx,
      Folder folder,
      StoredMessage message,
      byte[] properties,
      byte[] envelope,
      byte[] importToken) {
    return INSERT.run(
            tx,
            values -> {
              place(values, folder);
              values.setLong(4, message.uid());
              values.setLong(5, message.modSeq());
              values.setInt(6, message.flags().bits());
              values.setString(7, message.flags().keywordText());
              values.setLong(8, message.internalDate().toEpochMilli());
              values.setInt(9, message.internalZone().getTotalSeconds() / 60);
              values.setLong(10, message.savedAt().toEpochMilli());
              values.setLong(11, message.sizeBytes());
              values.setLong(12, message.headerBytes());
              values.setBytes(13, RowIds.bytes(message.objectId()));
              values.setBytes(14, properties);
              values.setBytes(15, envelope);
              values.setBytes(16, importToken);
            })
        == 1;
  }

  /** How many messages all mailboxes have. */
  static long count(Handle tx) {
    return tx.createQuery("SELECT COUNT(*) FROM mail_messages").mapTo(Long.class).one();
  }

  static List<StoredMessage> after(Handle tx, Folder folder, long afterUid, int max) {
    return AFTER.list(tx, page(folder, afterUid, max), new MessageReader());
  }

  static List<SealedRow> sealedAfter(Handle tx, Folder folder, long afterUid, int max) {
    return SEALED_AFTER.list(tx, page(folder, afterUid, max), new MessageReader()::sealed);
  }

  static List<SealedRow> envelopedAfter(Handle tx, Folder folder, long afterUid, int max) {
    return ENVELOPED_AFTER.list(tx, page(folder, afterUid, max), new MessageReader()::enveloped);
  }

  static List<SealedRow> envelopedByUids(Handle tx, Folder folder, List<Long> uids) {
    MessageReader reader = new MessageReader();
    return in(folder, tx.createQuery(ENVELOPED + " AND uid IN (<uids>) ORDER BY uid"))
        .bindList("uids", uids)
        .map((row, _) -> reader.enveloped(row))
        .list();
  }

  /** Nothing happens if the message was expunged, or is sealed under another key by now. */
  static void setEnvelope(Handle tx, Folder folder, SealedRow row, byte[] envelope) {
    in(
            folder,
            tx.createUpdate(
                "UPDATE mail_messages SET sealed_envelope = :envelope"
                    + IN_FOLDER
                    + " AND uid = :uid AND sealed_properties = :properties"))
        .bind("envelope", envelope)
        .bind("uid", row.message().uid())
        .bind("properties", row.properties())
        .execute();
  }

  static Optional<SealedRow> byUid(Handle tx, Folder folder, long uid) {
    return BY_UID.find(
        tx,
        values -> {
          place(values, folder);
          values.setLong(BEHIND_PLACE, uid);
        });
  }

  /** The message that has one of some import tokens, if any; the tokens are of one import key. */
  static List<SealedRow> byImportTokens(Handle tx, Folder folder, List<byte[]> importTokens) {
    return importTokens.stream()
        .map(token -> byImportToken(tx, folder, token))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<SealedRow> byImportToken(Handle tx, Folder folder, byte[] importToken) {
    return BY_IMPORT_TOKEN.find(
        tx,
        values -> {
          place(values, folder);
          values.setBytes(BEHIND_PLACE, importToken);
        });
  }

  static List<StoredMessage> byUids(Handle tx, Folder folder, List<Long> uids) {
    return in(folder, tx.createQuery(PLAIN + " AND uid IN (<uids>) ORDER BY uid"))
        .bindList("uids", uids)
        .map(new MessageReader())
        .list();
  }

  static List<StoredMessage> changedSince(
      Handle tx, Folder folder, long modSeq, long afterUid, int max) {
    return CHANGED.list(
        tx,
        values -> {
          place(values, folder);
          values.setLong(BEHIND_PLACE, modSeq);
          values.setLong(BEHIND_PLACE + 1, afterUid);
          values.setInt(BEHIND_PLACE + 2, max);
        },
        new MessageReader());
  }

  static void delete(Handle tx, Folder folder, List<Long> uids) {
    in(folder, tx.createUpdate("DELETE FROM mail_messages" + IN_FOLDER + " AND uid IN (<uids>)"))
        .bindList("uids", uids)
        .execute();
  }

  private static PointQuery.Binder page(Folder folder, long afterUid, int max) {
    return values -> {
      place(values, folder);
      values.setLong(BEHIND_PLACE, afterUid);
      values.setInt(BEHIND_PLACE + 1, max);
    };
  }

  /** Puts a folder into the places of {@link #PLACED}. */
  static void place(PreparedStatement values, Folder folder) throws SQLException {
    values.setBytes(1, RowIds.bytes(folder.tenantId()));
    values.setBytes(2, RowIds.bytes(folder.mailboxId()));
    values.setBytes(3, RowIds.bytes(folder.id()));
  }

  static <S extends SqlStatement<S>> S in(Folder folder, S statement) {
    return statement
        .bind("tenantId", folder.tenantId())
        .bind("mailboxId", folder.mailboxId())
        .bind("folderId", folder.id());
  }

  /** A message with its properties and, if they were asked for, its envelope as they are stored. */
  static final class SealedRow {
    private final StoredMessage message;
    private final byte[] properties;
    private final Optional<byte[]> envelope;

    SealedRow(StoredMessage message, byte[] properties, Optional<byte[]> envelope) {
      this.message = message;
      this.properties = properties;
      this.envelope = envelope;
    }

    StoredMessage message() {
      return message;
    }

    byte[] properties() {
      return properties.clone();
    }

    Optional<byte[]> envelope() {
      return envelope.map(byte[]::clone);
    }
  }
}
