package dev.freehold.mail;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is sealed in SQL under keys derived from one mailbox key. For one thread; good as long as
 * the mailbox key, which belongs to the caller, is open.
 */
final class MailboxSecrets {

  private static final String PROPERTIES_PURPOSE = "freehold:mail:message-properties:v1";
  private static final String TOKEN_PURPOSE = "freehold:mail:import-token:v1";
  private static final String HMAC = "HmacSHA256";
  private static final int UUID_BYTES = 16;

  private final Aead aead;
  private final UUID mailboxId;
  private final OwnerKey owner;

  MailboxSecrets(Aead aead, UUID mailboxId, OwnerKey owner) {
    this.aead = aead;
    this.mailboxId = mailboxId;
    this.owner = owner;
  }

  /** Seals what is known of the message that {@code objectId} holds. */
  byte[] seal(UUID objectId, MessageSecrets secrets) {
    try (Key256 key = Hkdf.deriveKey(owner.key(), PROPERTIES_PURPOSE)) {
      return aead.seal(key, associatedData(objectId), secrets.encode());
    }
  }

  /**
   * Opens what {@link #seal} made for the same mailbox and object.
   *
   * @throws CryptoException if it was changed or belongs elsewhere
   */
  MessageSecrets open(UUID objectId, byte[] sealed) {
    try (Key256 key = Hkdf.deriveKey(owner.key(), PROPERTIES_PURPOSE)) {
      return MessageSecrets.decode(aead.open(key, associatedData(objectId), sealed));
    }
  }

  /** What stands for an import key in a folder's rows; tells nothing without the mailbox key. */
  byte[] importToken(UUID folderId, ImportKey importKey) {
    try (Key256 key = Hkdf.deriveKey(owner.key(), TOKEN_PURPOSE)) {
      return key.use(
          lent -> {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(lent, HMAC));
            mac.update(ids(owner.tenantId(), mailboxId, folderId));
            return mac.doFinal(importKey.hex().getBytes(StandardCharsets.US_ASCII));
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  private byte[] associatedData(UUID objectId) {
    byte[] purpose = PROPERTIES_PURPOSE.getBytes(StandardCharsets.US_ASCII);
    byte[] ids = ids(owner.tenantId(), mailboxId, objectId);
    return ByteBuffer.allocate(purpose.length + ids.length).put(purpose).put(ids).array();
  }

  private static byte[] ids(UUID... ids) {
    ByteBuffer buffer = ByteBuffer.allocate(ids.length * UUID_BYTES);
    for (UUID id : ids) {
      buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return buffer.array();
  }
}
