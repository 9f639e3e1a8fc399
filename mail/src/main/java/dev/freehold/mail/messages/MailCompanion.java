package dev.freehold.mail.messages;

import dev.freehold.content.reseal.SealedCompanion;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.mail.MailException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reseals the rows of messages together with their objects: the properties, the envelope, and the
 * import token of each message that has an import key. Safe for use by many threads.
 */
public final class MailCompanion implements SealedCompanion {

  private static final Logger LOG = LoggerFactory.getLogger(MailCompanion.class);

  private final Aead aead;

  /** Seals with {@code aead}. */
  public MailCompanion(Aead aead) {
    this.aead = aead;
  }

  @Override
  public OwnerKind kind() {
    return OwnerKind.MAILBOX;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Properties that do not open under {@code from} are damaged and stay as they are: they are
   * lost under either key, and must not keep the rest of the mailbox under the old one.
   *
   * @throws MailException {@code message-properties-invalid} if a newer program wrote them
   */
  @Override
  public void resealed(Handle tx, UUID ownerId, UUID objectId, OwnerKey from, OwnerKey to) {
    try (MailboxSecrets before = new MailboxSecrets(aead, ownerId, from);
        MailboxSecrets after = new MailboxSecrets(aead, ownerId, to)) {
      for (MessagePropertyRows.Row row : MessagePropertyRows.ofObject(tx, ownerId, objectId)) {
        reseal(tx, ownerId, row, before, after);
      }
    }
  }

  private static void reseal(
      Handle tx,
      UUID mailboxId,
      MessagePropertyRows.Row row,
      MailboxSecrets before,
      MailboxSecrets after) {
    StoredMessage message = row.sealed().message();
    try {
      MessageSecrets secrets = before.open(row.folderId(), message, row.sealed().properties());
      Optional<byte[]> token =
          secrets.importKey().map(key -> after.importToken(row.folderId(), key));
      Optional<byte[]> envelope =
          row.sealed()
              .envelope()
              .flatMap(stored -> before.openEnvelope(row.folderId(), message, stored))
              .map(opened -> after.sealEnvelope(row.folderId(), message, opened));
      MessagePropertyRows.replace(
          tx, mailboxId, row, after.seal(row.folderId(), message, secrets), envelope, token);
    } catch (CryptoException damaged) {
      LOG.warn(
          "the properties of the message of object {} do not open: {}",
          message.objectId(),
          damaged.getMessage());
    }
  }
}
