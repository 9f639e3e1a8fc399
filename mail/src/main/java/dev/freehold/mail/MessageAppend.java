package dev.freehold.mail;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Appends messages: the object first, then everything SQL knows of it in one transaction. */
final class MessageAppend {

  private final Database database;
  private final ObjectStore objects;
  private final KeyAccess keys;
  private final Aead aead;
  private final Clock clock;
  private final long maxBytes;

  MessageAppend(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      Aead aead,
      Clock clock,
      long maxBytes) {
    this.database = database;
    this.objects = objects;
    this.keys = keys;
    this.aead = aead;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  MessageRef append(
      Mailbox mailbox, Folder folder, NewMessage message, InputStream content, Requester requester)
      throws IOException {
    mailbox.requireOwn(folder);
    message.sizeBytes().ifPresent(size -> MessageIntake.requireWithin(size, maxBytes));
    Optional<byte[]> token = importToken(mailbox, folder, message, requester);
    if (token.isPresent()) {
      Optional<MessageRef> stored = stored(mailbox, folder, token.get(), requester);
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    MessageIntake intake = new MessageIntake(content, maxBytes);
    SealedObject sealed =
        objects.seal(mailbox.ownerKeyId(), requester, intake, message.sizeBytes(), maxBytes);
    String sha256 = intake.sha256();
    byte[] properties;
    try (MailboxSecrets secrets = MailboxSecrets.open(keys, aead, mailbox, requester)) {
      properties =
          secrets.seal(sealed.objectId(), new MessageSecrets(sha256, message.properties()));
    }
    Draft draft =
        new Draft(
            folder, requester, message, sealed, intake.headerBytes(), sha256, properties, token);
    try {
      return database.write(draft::insert);
    } catch (StoredMeanwhile e) {
      objects.discard(sealed);
      return stored(mailbox, folder, token.orElseThrow(), requester).orElseThrow(Folders::notFound);
    } catch (MailException e) {
      objects.discard(sealed);
      throw e;
    }
  }

  private Optional<byte[]> importToken(
      Mailbox mailbox, Folder folder, NewMessage message, Requester requester) {
    if (message.importKey().isEmpty()) {
      return Optional.empty();
    }
    try (MailboxSecrets secrets = MailboxSecrets.open(keys, aead, mailbox, requester)) {
      return Optional.of(secrets.importToken(folder, message.importKey().get()));
    }
  }

  private Optional<MessageRef> stored(
      Mailbox mailbox, Folder folder, byte[] token, Requester requester) {
    Optional<MessageRows.SealedRow> row =
        database.read(tx -> MessageRows.byImportToken(tx, folder, token));
    if (row.isEmpty()) {
      return Optional.empty();
    }
    StoredMessage message = row.get().message();
    try (MailboxSecrets secrets = MailboxSecrets.open(keys, aead, mailbox, requester)) {
      String sha256 = secrets.open(message.objectId(), row.get().properties()).sha256();
      return Optional.of(
          new MessageRef(
              message.uid(),
              folder.uidValidity(),
              message.modSeq(),
              message.objectId(),
              message.sizeBytes(),
              sha256,
              true));
    }
  }

  /** A message whose object is durable. */
  private final class Draft {
    private final Folder folder;
    private final Requester requester;
    private final NewMessage message;
    private final SealedObject sealed;
    private final long headerBytes;
    private final String sha256;
    private final byte[] properties;
    private final Optional<byte[]> token;

    Draft(
        Folder folder,
        Requester requester,
        NewMessage message,
        SealedObject sealed,
        long headerBytes,
        String sha256,
        byte[] properties,
        Optional<byte[]> token) {
      this.folder = folder;
      this.requester = requester;
      this.message = message;
      this.sealed = sealed;
      this.headerBytes = headerBytes;
      this.sha256 = sha256;
      this.properties = properties;
      this.token = token;
    }

    MessageRef insert(Handle tx) {
      FolderRows.Taken taken =
          FolderRows.take(tx, folder, sealed.plaintextBytes()).orElseThrow(Folders::notFound);
      objects.register(tx, sealed, requester);
      StoredMessage row =
          new StoredMessage(
              taken.uid(),
              taken.modSeq(),
              message.flags(),
              message.internalDate(),
              clock.instant(),
              sealed.plaintextBytes(),
              headerBytes,
              sealed.objectId());
      if (!MessageRows.insert(tx, folder, row, properties, token.orElse(null))) {
        throw new StoredMeanwhile();
      }
      return new MessageRef(
          taken.uid(),
          taken.uidValidity(),
          taken.modSeq(),
          sealed.objectId(),
          sealed.plaintextBytes(),
          sha256,
          false);
    }
  }

  /** Undoes a transaction: another thread stored the same message of the same import. */
  private static final class StoredMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
