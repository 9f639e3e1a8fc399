package dev.freehold.mail.messages;

import dev.freehold.persistence.RowIds;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on what is sealed in {@code mail_messages}, each in the caller's transaction. */
final class MessagePropertyRows {

  private MessagePropertyRows() {}

  /** The messages that an object holds: one, or several copies in one mailbox. */
  static List<Row> ofObject(Handle tx, UUID mailboxId, UUID objectId) {
    MessageReader reader = new MessageReader();
    return tx.createQuery(
            """
            SELECT %s, sealed_properties, sealed_envelope, folder_id FROM mail_messages
            WHERE object_id = :objectId AND mailbox_id = :mailboxId
            """
                .formatted(MessageRows.COLUMNS))
        .bind("objectId", objectId)
        .bind("mailboxId", mailboxId)
        .map((row, _) -> new Row(RowIds.read(row, MessageReader.BEHIND + 2), reader.enveloped(row)))
        .list();
  }

  /**
   * Nothing happens if the message was expunged meanwhile. A message without a token, such as a
   * copy, gets none; one that brought no import key keeps its old one.
   *
   * @param envelope empty if there is none, or none that opens: one is made when it is needed
   */
  static void replace(
      Handle tx,
      UUID mailboxId,
      Row row,
      byte[] properties,
      Optional<byte[]> envelope,
      Optional<byte[]> importToken) {
    tx.createUpdate(
            """
            UPDATE mail_messages SET sealed_properties = :properties,
              sealed_envelope = :envelope,
              import_token = CASE WHEN import_token IS NOT NULL
                THEN COALESCE(:importToken, import_token) END
            WHERE mailbox_id = :mailboxId AND folder_id = :folderId AND uid = :uid
            """)
        .bind("properties", properties)
        .bind("envelope", envelope.orElse(null))
        .bind("importToken", importToken.orElse(null))
        .bind("mailboxId", mailboxId)
        .bind("folderId", row.folderId())
        .bind("uid", row.sealed().message().uid())
        .execute();
  }

  /** What is sealed of one message, and the folder that it is in. */
  record Row(UUID folderId, MessageRows.SealedRow sealed) {}
}
