package dev.freehold.mail;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The keys of one mailbox that a short piece of work needs, each opened once: one of them, unless a
 * renewal is under way. For one thread; close it when done.
 */
final class OpenKeys implements AutoCloseable {

  private final KeyAccess keys;
  private final Aead aead;
  private final UUID mailboxId;
  private final Requester requester;
  private final Map<UUID, OwnerKey> opened = new HashMap<>();

  OpenKeys(KeyAccess keys, Aead aead, UUID mailboxId, Requester requester) {
    this.keys = keys;
    this.aead = aead;
    this.mailboxId = mailboxId;
    this.requester = requester;
  }

  /**
   * What is sealed under one key of the mailbox.
   *
   * @throws dev.freehold.custody.KeyAccessException if it is not given
   */
  MailboxSecrets under(UUID ownerKeyId) {
    OwnerKey key = opened.computeIfAbsent(ownerKeyId, id -> keys.open(id, requester));
    return new MailboxSecrets(aead, mailboxId, key);
  }

  @Override
  public void close() {
    opened.values().forEach(OwnerKey::close);
  }
}
