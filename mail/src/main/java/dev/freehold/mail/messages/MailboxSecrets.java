package dev.freehold.mail.messages;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.envelope.EnvelopeCodec;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is sealed in SQL under keys derived from one mailbox key. For one thread at a time; good as
 * long as the mailbox key, which belongs to the caller, is open. Close it when done.
 *
 * <p>What is sealed of a message binds the rest of its row: mailbox, object, folder, UID, lengths
 * and dates are associated data of version 2, and the time zone if it is not UTC. Version 1 bound
 * mailbox and object; it is read for ever, and nobody without the key can make one of a message
 * that was stored since.
 */
final class MailboxSecrets implements AutoCloseable {

  private static final String PROPERTIES_PURPOSE = "freehold:mail:message-properties:v2";
  private static final String ENVELOPE_PURPOSE = "freehold:mail:message-envelope:v1";
  private static final String EARLIER_PURPOSE = "freehold:mail:message-properties:v1";
  private static final String TOKEN_PURPOSE = "freehold:mail:import-token:v1";
  private static final String HMAC = "HmacSHA256";
  private static final int UUID_BYTES = 16;

  private final Aead aead;
  private final UUID mailboxId;
  private final OwnerKey owner;
  private final Key256 propertiesKey;
  private final Key256 envelopeKey;

  MailboxSecrets(Aead aead, UUID mailboxId, OwnerKey owner) {
    this.aead = aead;
    this.mailboxId = mailboxId;
    this.owner = owner;
    this.propertiesKey = Hkdf.deriveKey(owner.key(), PROPERTIES_PURPOSE);
    this.envelopeKey = Hkdf.deriveKey(owner.key(), ENVELOPE_PURPOSE);
  }

  /** Seals what is known of a message, and binds its row to it. */
  byte[] seal(UUID folderId, StoredMessage message, MessageSecrets secrets) {
    return aead.seal(propertiesKey, bound(PROPERTIES_PURPOSE, folderId, message), secrets.encode());
  }

  /** Seals a message's envelope, and binds its row to it. */
  byte[] sealEnvelope(UUID folderId, StoredMessage message, Envelope envelope) {
    return aead.seal(
        envelopeKey, bound(ENVELOPE_PURPOSE, folderId, message), EnvelopeCodec.encode(envelope));
  }

  /**
   * Opens what {@link #sealEnvelope} made for the same message in the same place.
   *
   * @return empty if it or the message's row was changed, or it belongs elsewhere, or another
   *     version of the program made it
   */
  Optional<Envelope> openEnvelope(UUID folderId, StoredMessage message, byte[] sealed) {
    try {
      return EnvelopeCodec.decode(
          aead.open(envelopeKey, bound(ENVELOPE_PURPOSE, folderId, message), sealed));
    } catch (CryptoException damaged) {
      return Optional.empty();
    }
  }

  /**
   * Opens what {@link #seal} made for the same message in the same place.
   *
   * @throws CryptoException if it or the message's row was changed, or it belongs elsewhere
   */
  MessageSecrets open(UUID folderId, StoredMessage message, byte[] sealed) {
    return MessageSecrets.decode(openBytes(folderId, message, sealed));
  }

  private byte[] openBytes(UUID folderId, StoredMessage message, byte[] sealed) {
    try {
      return aead.open(propertiesKey, bound(PROPERTIES_PURPOSE, folderId, message), sealed);
    } catch (CryptoException notOfThisVersion) {
      try {
        return openEarlier(message.objectId(), sealed);
      } catch (CryptoException ofNone) {
        throw notOfThisVersion;
      }
    }
  }

  private byte[] openEarlier(UUID objectId, byte[] sealed) {
    try (Key256 key = Hkdf.deriveKey(owner.key(), EARLIER_PURPOSE)) {
      return aead.open(key, begin(EARLIER_PURPOSE, 0, objectId).array(), sealed);
    }
  }

  /** What stands for an import key in a folder's rows; tells nothing without the mailbox key. */
  byte[] importToken(UUID folderId, MessageImportKey importKey) {
    try (Key256 key = Hkdf.deriveKey(owner.key(), TOKEN_PURPOSE)) {
      return key.use(
          lent -> {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(lent, HMAC));
            mac.update(begin("", 0, folderId).array());
            return mac.doFinal(importKey.hex().getBytes(StandardCharsets.US_ASCII));
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  private byte[] bound(String purpose, UUID folderId, StoredMessage message) {
    int zoneSeconds = message.internalZone().getTotalSeconds();
    // What was sealed before there were time zones has none, and is in UTC.
    int zoneBytes = zoneSeconds == 0 ? 0 : Integer.BYTES;
    ByteBuffer bound =
        begin(purpose, UUID_BYTES + 5 * Long.BYTES + zoneBytes, message.objectId())
            .put(RowIds.bytes(folderId))
            .putLong(message.uid())
            .putLong(message.sizeBytes())
            .putLong(message.headerBytes())
            .putLong(message.internalDate().toEpochMilli())
            .putLong(message.savedAt().toEpochMilli());
    return (zoneBytes == 0 ? bound : bound.putInt(zoneSeconds)).array();
  }

  /** The purpose, the tenant, the mailbox and one more id, with room behind them. */
  private ByteBuffer begin(String purpose, int furtherBytes, UUID id) {
    byte[] words = purpose.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(words.length + 3 * UUID_BYTES + furtherBytes)
        .put(words)
        .put(RowIds.bytes(owner.tenantId()))
        .put(RowIds.bytes(mailboxId))
        .put(RowIds.bytes(id));
  }

  /** Overwrites what was derived. */
  @Override
  public void close() {
    propertiesKey.close();
    envelopeKey.close();
  }
}
