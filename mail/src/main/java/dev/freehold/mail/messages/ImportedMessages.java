package dev.freehold.mail.messages;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxKeys;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds messages that the same import stored before, by tokens of their import keys. Safe for use
 * by many threads.
 */
final class ImportedMessages {

  /** How often a message is looked up that another thread stored, while keys are renewed. */
  private static final int MAX_LOOKUPS = 4;

  private final Database database;
  private final KeyAccess keys;
  private final MailboxKeys mailboxKeys;
  private final Aead aead;
  private final SealedMessages sealedMessages;

  ImportedMessages(
      Database database,
      KeyAccess keys,
      MailboxKeys mailboxKeys,
      Aead aead,
      SealedMessages sealedMessages) {
    this.database = database;
    this.keys = keys;
    this.mailboxKeys = mailboxKeys;
    this.aead = aead;
    this.sealedMessages = sealedMessages;
  }

  /** The mailbox's keys at this moment; empty if it has none. */
  Optional<OwnerStanding> standing(Mailbox mailbox) {
    return database.read(tx -> mailboxKeys.standing(tx, mailbox.tenantId(), mailbox.id()));
  }

  /**
   * The tokens of an arrived message, under the key {@code keyId}; empty if it has no import key.
   */
  Optional<ImportTokens> tokens(MessageDraft.Arrived arrived, UUID keyId, OpenKeys open) {
    return arrived
        .message()
        .importKey()
        .map(
            importKey ->
                ImportTokens.of(
                    importKey, arrived.folder(), keyId, standingUnder(keyId, arrived), open));
  }

  /** As long as a key is the present one, keys only leave the list of retired ones. */
  private Optional<OwnerStanding> standingUnder(UUID keyId, MessageDraft.Arrived arrived) {
    return arrived
        .standing()
        .filter(before -> before.keyId().equals(keyId))
        .or(() -> standing(arrived.mailbox()));
  }

  /** Finds a message of an import that was stored before. */
  Optional<MessageRef> find(
      Mailbox mailbox,
      Folder folder,
      NewMessage message,
      Optional<OwnerStanding> standing,
      Requester requester) {
    if (message.importKey().isEmpty() || standing.isEmpty()) {
      return Optional.empty();
    }
    List<byte[]> tokens;
    try (OpenKeys open = new OpenKeys(keys, aead, mailbox.owner(), requester)) {
      UUID present = standing.get().keyId();
      tokens = ImportTokens.of(message.importKey().get(), folder, present, standing, open).all();
    }
    return sealedMessages
        .open(folder, tx -> MessageRows.byImportTokens(tx, folder, tokens), requester)
        .stream()
        .findFirst()
        .map(found -> alreadyThere(folder, found));
  }

  /**
   * Finds a message that another thread stored meanwhile. Its token changes if the key is renewed
   * just now, so one look may miss it.
   *
   * @throws dev.freehold.mail.MailException {@code folder-not-found} if it was removed with its
   *     folder
   */
  MessageRef findAgain(MessageDraft.Arrived arrived) {
    for (int lookup = 1; lookup <= MAX_LOOKUPS; lookup++) {
      Optional<MessageRef> found =
          find(
              arrived.mailbox(),
              arrived.folder(),
              arrived.message(),
              standing(arrived.mailbox()),
              arrived.requester());
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw Folders.notFound();
  }

  private static MessageRef alreadyThere(Folder folder, SealedMessages.Opened found) {
    StoredMessage message = found.message();
    return new MessageRef(
        message.uid(),
        folder.uidValidity(),
        message.modSeq(),
        message.objectId(),
        message.sizeBytes(),
        found.secrets().orElseThrow(SealedMessages::damaged).sha256(),
        true);
  }
}
