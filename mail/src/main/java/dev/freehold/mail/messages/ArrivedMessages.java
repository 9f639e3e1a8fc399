package dev.freehold.mail.messages;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Seals messages that arrive, and makes them part of their folders. Safe for use by many threads.
 *
 * @param maxBytes the most bytes of a message
 */
record ArrivedMessages(
    Database database,
    ObjectStore objects,
    KeyAccess keys,
    Aead aead,
    ImportedMessages imported,
    MailboxSpace space,
    Clock clock,
    long maxBytes) {

  /** A message that was read to its end, and its object. */
  record Taken(MessageDraft.Arrived arrived, SealedObject sealed) {}

  /** Reads {@code content} to its end. Throws what {@link Messages#append} does. */
  Taken seal(
      Mailbox mailbox,
      Folder folder,
      NewMessage message,
      Optional<OwnerStanding> standing,
      InputStream content,
      Requester requester)
      throws IOException {
    OptionalLong bytes = message.sizeBytes();
    MessageIntake intake = new MessageIntake(content, maxBytes);
    SealedObject sealed = objects.seal(mailbox.owner(), requester, intake, bytes, maxBytes);
    return new Taken(
        new MessageDraft.Arrived(
            mailbox,
            folder,
            message,
            intake.headerBytes(),
            intake.sha256(),
            intake.envelope(),
            standing,
            requester),
        sealed);
  }

  /**
   * Stores one, sealed again if its key was renewed meanwhile. If it throws, its blob is discarded,
   * or nobody knows whether it is needed.
   */
  MessageRef register(Taken taken) {
    MessageDraft.Arrived arrived = taken.arrived;
    return objects.registerFresh(
        taken.sealed,
        arrived.mailbox().owner(),
        arrived.requester(),
        current -> store(arrived, current));
  }

  private MessageRef store(MessageDraft.Arrived arrived, SealedObject sealed) {
    try {
      return together(List.of(new Taken(arrived, sealed))).getFirst();
    } catch (MessageDraft.StoredMeanwhile e) {
      objects.discard(sealed);
      return imported.findAgain(arrived);
    } catch (MailException e) {
      objects.discard(sealed);
      throw e;
    }
  }

  /**
   * Stores messages of one mailbox in one transaction, in their order.
   *
   * @throws MailException nothing is stored; nor after the next two
   * @throws MessageDraft.StoredMeanwhile if another thread stored one of them
   * @throws dev.freehold.custody.KeyAccessException {@code KEY_RENEWED} if one is under a key that
   *     may not seal any more, or the key is not given
   */
  List<MessageRef> together(List<Taken> all) {
    MessageDraft.Arrived first = all.getFirst().arrived;
    try (OpenKeys open = new OpenKeys(keys, aead, first.mailbox().owner(), first.requester())) {
      List<MessageDraft> drafts = new ArrayList<>();
      for (Taken each : all) {
        drafts.add(draft(each, open));
      }
      return database.write(
          tx -> {
            List<MessageRef> refs = new ArrayList<>();
            for (MessageDraft draft : drafts) {
              refs.add(draft.insert(tx, objects, space, clock.instant()));
            }
            return refs;
          });
    }
  }

  private MessageDraft draft(Taken taken, OpenKeys open) {
    NewMessage message = taken.arrived.message();
    UUID keyId = taken.sealed.ownerKeyId();
    MessageSecrets secrets =
        new MessageSecrets(taken.arrived.sha256(), message.properties(), message.importKey());
    secrets.encode(); // What is too long is refused outside the transaction.
    Optional<ImportTokens> tokens = imported.tokens(taken.arrived, keyId, open);
    return new MessageDraft(taken.arrived, taken.sealed, secrets, open.under(keyId), tokens);
  }

  /** Removes the blobs of messages that will not be stored after all. */
  void discard(List<Taken> all) {
    all.forEach(each -> objects.discard(each.sealed));
  }
}
