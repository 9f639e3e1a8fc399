package dev.freehold.mail.messages;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The keys of one mailbox that a short piece of work needs, each opened once: one of them, unless a
 * renewal is under way. For one thread at a time; close it when done.
 */
final class OpenKeys implements AutoCloseable {

  private final KeyAccess keys;
  private final Aead aead;
  private final ContentOwner mailbox;
  private final Requester requester;
  private final Map<UUID, Opened> opened = new HashMap<>();

  OpenKeys(KeyAccess keys, Aead aead, ContentOwner mailbox, Requester requester) {
    this.keys = keys;
    this.aead = aead;
    this.mailbox = mailbox;
    this.requester = requester;
  }

  /**
   * What is sealed under one key of the mailbox.
   *
   * @throws dev.freehold.custody.KeyAccessException if it is not given
   * @throws CryptoException if it is another tenant's
   */
  MailboxSecrets under(UUID ownerKeyId) {
    return open(ownerKeyId).secrets;
  }

  /** The key itself, which stays open as long as this; as {@link #under}. */
  OwnerKey key(UUID ownerKeyId) {
    return open(ownerKeyId).key;
  }

  /** On whose behalf the keys are opened. */
  Requester requester() {
    return requester;
  }

  private Opened open(UUID ownerKeyId) {
    Opened before = opened.get(ownerKeyId);
    if (before != null) {
      return before;
    }
    OwnerKey key = keys.open(ownerKeyId, requester);
    if (!key.tenantId().equals(mailbox.tenantId())) {
      key.close();
      throw new CryptoException(
          CryptoError.HEADER_INVALID, "a row of the mailbox leads to a key of another tenant");
    }
    Opened fresh = new Opened(key, new MailboxSecrets(aead, mailbox.ownerId(), key));
    opened.put(ownerKeyId, fresh);
    return fresh;
  }

  @Override
  public void close() {
    opened.values().forEach(Opened::close);
  }

  private record Opened(OwnerKey key, MailboxSecrets secrets) {
    void close() {
      secrets.close();
      key.close();
    }
  }
}
