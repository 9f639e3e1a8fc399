package dev.freehold.mail.messages;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderRows;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxKeys;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Appends messages: the object first, then everything SQL knows of it in one transaction. If the
 * mailbox key is renewed in between, the object is resealed and so is the rest.
 */
final class MessageAppend {

  /** How often a message is looked up that another thread stored, while keys are renewed. */
  private static final int MAX_LOOKUPS = 4;

  private final Database database;
  private final ObjectStore objects;
  private final KeyAccess keys;
  private final MailboxKeys mailboxKeys;
  private final Aead aead;
  private final SealedMessages sealedMessages;
  private final Clock clock;
  private final long maxBytes;

  MessageAppend(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      MailboxKeys mailboxKeys,
      Aead aead,
      SealedMessages sealedMessages,
      Clock clock,
      long maxBytes) {
    this.database = database;
    this.objects = objects;
    this.keys = keys;
    this.mailboxKeys = mailboxKeys;
    this.aead = aead;
    this.sealedMessages = sealedMessages;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  MessageRef append(
      Mailbox mailbox, Folder folder, NewMessage message, InputStream content, Requester requester)
      throws IOException {
    mailbox.requireOwn(folder);
    message.sizeBytes().ifPresent(size -> MessageIntake.requireWithin(size, maxBytes));
    Optional<OwnerStanding> standing = message.importKey().flatMap(key -> standing(mailbox));
    Optional<MessageRef> stored = find(mailbox, folder, message, standing, requester);
    if (stored.isPresent()) {
      return stored.get();
    }
    MessageIntake intake = new MessageIntake(content, maxBytes);
    SealedObject sealed =
        objects.seal(mailbox.owner(), requester, intake, message.sizeBytes(), maxBytes);
    Arrived arrived =
        new Arrived(
            mailbox, folder, message, intake.headerBytes(), intake.sha256(), standing, requester);
    return objects.registerFresh(
        sealed, mailbox.owner(), requester, current -> store(arrived, current));
  }

  private MessageRef store(Arrived arrived, SealedObject sealed) {
    try (OpenKeys open = openKeys(arrived.mailbox(), arrived.requester())) {
      Draft draft = draft(arrived, sealed, open);
      return database.write(draft::insert);
    } catch (StoredMeanwhile e) {
      objects.discard(sealed);
      return findAgain(arrived);
    } catch (MailException e) {
      objects.discard(sealed);
      throw e;
    }
  }

  private Draft draft(Arrived arrived, SealedObject sealed, OpenKeys open) {
    NewMessage message = arrived.message();
    UUID keyId = sealed.ownerKeyId();
    MessageSecrets secrets =
        new MessageSecrets(arrived.sha256(), message.properties(), message.importKey());
    secrets.encode(); // What is too long is refused outside the transaction.
    Optional<ImportTokens> tokens =
        message
            .importKey()
            .map(
                importKey ->
                    ImportTokens.of(
                        importKey, arrived.folder(), keyId, standingUnder(keyId, arrived), open));
    return new Draft(arrived, sealed, secrets, open.under(keyId), tokens);
  }

  private OpenKeys openKeys(Mailbox mailbox, Requester requester) {
    return new OpenKeys(keys, aead, mailbox.owner(), requester);
  }

  /** As long as a key is the present one, keys only leave the list of retired ones. */
  private Optional<OwnerStanding> standingUnder(UUID keyId, Arrived arrived) {
    return arrived
        .standing()
        .filter(before -> before.keyId().equals(keyId))
        .or(() -> standing(arrived.mailbox()));
  }

  private Optional<OwnerStanding> standing(Mailbox mailbox) {
    return database.read(tx -> mailboxKeys.standing(tx, mailbox.tenantId(), mailbox.id()));
  }

  /** Finds a message of an import that was stored before. */
  private Optional<MessageRef> find(
      Mailbox mailbox,
      Folder folder,
      NewMessage message,
      Optional<OwnerStanding> standing,
      Requester requester) {
    if (message.importKey().isEmpty() || standing.isEmpty()) {
      return Optional.empty();
    }
    List<byte[]> tokens;
    try (OpenKeys open = openKeys(mailbox, requester)) {
      UUID present = standing.get().keyId();
      tokens = ImportTokens.of(message.importKey().get(), folder, present, standing, open).all();
    }
    return sealedMessages
        .open(folder, tx -> MessageRows.byImportTokens(tx, folder, tokens), requester)
        .stream()
        .findFirst()
        .map(found -> alreadyThere(folder, found));
  }

  /** Its token changes if the key is renewed just now, so one look may miss it. */
  private MessageRef findAgain(Arrived arrived) {
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

  /** A message that was read to its end; {@code standing} is from before, for imports only. */
  private record Arrived(
      Mailbox mailbox,
      Folder folder,
      NewMessage message,
      long headerBytes,
      String sha256,
      Optional<OwnerStanding> standing,
      Requester requester) {}

  /** A message whose object is durable, with what will be sealed under the object's key. */
  private final class Draft {
    private final Arrived arrived;
    private final SealedObject sealed;
    private final MessageSecrets secrets;
    private final MailboxSecrets sealing;
    private final Optional<ImportTokens> tokens;

    Draft(
        Arrived arrived,
        SealedObject sealed,
        MessageSecrets secrets,
        MailboxSecrets sealing,
        Optional<ImportTokens> tokens) {
      this.arrived = arrived;
      this.sealed = sealed;
      this.secrets = secrets;
      this.sealing = sealing;
      this.tokens = tokens;
    }

    MessageRef insert(Handle tx) {
      Folder folder = arrived.folder();
      FolderRows.Taken taken =
          FolderRows.take(tx, folder, sealed.plaintextBytes()).orElseThrow(Folders::notFound);
      objects.register(tx, sealed, arrived.requester());
      StoredMessage row =
          new StoredMessage(
              taken.uid(),
              taken.modSeq(),
              arrived.message().flags(),
              arrived.message().internalDate(),
              clock.instant(),
              sealed.plaintextBytes(),
              arrived.headerBytes(),
              sealed.objectId());
      byte[] properties = sealing.seal(folder.id(), row, secrets);
      // From the registration on the key stays the present one: what is under a retired key was
      // committed before it, and moves to the present key's token only, which is unique.
      if (isUnderRetiredKey(tx)
          || !MessageRows.insert(
              tx, folder, row, properties, tokens.map(ImportTokens::present).orElse(null))) {
        throw new StoredMeanwhile();
      }
      return new MessageRef(
          taken.uid(),
          taken.uidValidity(),
          taken.modSeq(),
          sealed.objectId(),
          sealed.plaintextBytes(),
          arrived.sha256(),
          false);
    }

    private boolean isUnderRetiredKey(Handle tx) {
      List<byte[]> retired = tokens.map(ImportTokens::retired).orElse(List.of());
      return !retired.isEmpty()
          && !MessageRows.byImportTokens(tx, arrived.folder(), retired).isEmpty();
    }
  }

  /** Undoes a transaction: another thread stored the same message of the same import. */
  private static final class StoredMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
