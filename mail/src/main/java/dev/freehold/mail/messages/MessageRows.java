package dev.freehold.mail.messages;

import dev.freehold.mail.mailboxes.Folder;
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

  private static final String PLAIN = "SELECT " + COLUMNS + " FROM mail_messages" + IN_FOLDER;

  private static final String SEALED =
      "SELECT " + COLUMNS + ", sealed_properties FROM mail_messages" + IN_FOLDER;

  private static final String ENVELOPED =
      "SELECT " + COLUMNS + ", sealed_properties, sealed_envelope FROM mail_messages" + IN_FOLDER;

  private static final String AFTER_UID = " AND uid > :after ORDER BY uid LIMIT :max";

  private MessageRows() {}

  /** Inserts unless the mailbox has a message of this import token. */
  static boolean insert(
      Handle tx,
      Folder folder,
      StoredMessage message,
      byte[] properties,
      byte[] envelope,
      byte[] importToken) {
    return in(
                folder,
                tx.createUpdate(
                    """
                    INSERT INTO mail_messages (tenant_id, mailbox_id, folder_id, uid, mod_seq,
                      flags, keywords, internal_date, internal_zone, saved_at, size_bytes,
                      header_bytes, object_id, sealed_properties, sealed_envelope, import_token)
                    VALUES (:tenantId, :mailboxId, :folderId, :uid, :modSeq, :flagBits, :keywords,
                      :internalDate, :zoneMinutes, :savedAt, :sizeBytes, :headerBytes, :objectId,
                      :properties, :envelope, :importToken)
                    ON CONFLICT (mailbox_id, import_token) DO NOTHING
                    """))
            .bindMethods(message)
            .bind("zoneMinutes", message.internalZone().getTotalSeconds() / 60)
            .bind("flagBits", message.flags().bits())
            .bind("keywords", message.flags().keywordText())
            .bind("properties", properties)
            .bind("envelope", envelope)
            .bind("importToken", importToken)
            .execute()
        == 1;
  }

  /** How many messages all mailboxes have. */
  static long count(Handle tx) {
    return tx.createQuery("SELECT COUNT(*) FROM mail_messages").mapTo(Long.class).one();
  }

  static List<StoredMessage> after(Handle tx, Folder folder, long afterUid, int max) {
    return in(folder, tx.createQuery(PLAIN + AFTER_UID))
        .bind("after", afterUid)
        .bind("max", max)
        .map(new MessageReader())
        .list();
  }

  static List<SealedRow> sealedAfter(Handle tx, Folder folder, long afterUid, int max) {
    return in(folder, tx.createQuery(SEALED + AFTER_UID))
        .bind("after", afterUid)
        .bind("max", max)
        .map(new MessageReader()::sealed)
        .list();
  }

  static List<SealedRow> envelopedAfter(Handle tx, Folder folder, long afterUid, int max) {
    return in(folder, tx.createQuery(ENVELOPED + AFTER_UID))
        .bind("after", afterUid)
        .bind("max", max)
        .map(new MessageReader()::enveloped)
        .list();
  }

  static List<SealedRow> envelopedByUids(Handle tx, Folder folder, List<Long> uids) {
    return in(folder, tx.createQuery(ENVELOPED + " AND uid IN (<uids>) ORDER BY uid"))
        .bindList("uids", uids)
        .map(new MessageReader()::enveloped)
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
    return in(folder, tx.createQuery(SEALED + " AND uid = :uid"))
        .bind("uid", uid)
        .map(new MessageReader()::sealed)
        .findOne();
  }

  /** The message that has one of some import tokens, if any; the tokens are of one import key. */
  static List<SealedRow> byImportTokens(Handle tx, Folder folder, List<byte[]> importTokens) {
    return in(folder, tx.createQuery(SEALED + " AND import_token IN (<tokens>)"))
        .bindList("tokens", importTokens)
        .map(new MessageReader()::sealed)
        .list();
  }

  static List<StoredMessage> byUids(Handle tx, Folder folder, List<Long> uids) {
    return in(folder, tx.createQuery(PLAIN + " AND uid IN (<uids>) ORDER BY uid"))
        .bindList("uids", uids)
        .map(new MessageReader())
        .list();
  }

  static List<StoredMessage> changedSince(
      Handle tx, Folder folder, long modSeq, long afterUid, int max) {
    return in(folder, tx.createQuery(PLAIN + " AND mod_seq > :modSeq" + AFTER_UID))
        .bind("modSeq", modSeq)
        .bind("after", afterUid)
        .bind("max", max)
        .map(new MessageReader())
        .list();
  }

  static void delete(Handle tx, Folder folder, List<Long> uids) {
    in(folder, tx.createUpdate("DELETE FROM mail_messages" + IN_FOLDER + " AND uid IN (<uids>)"))
        .bindList("uids", uids)
        .execute();
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
