package dev.freehold.mail.messages;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.mail.mailboxes.OpenMailbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** A message whose object is durable, with what will be sealed under the object's key. */
final class MessageDraft {
  private final Arrived arrived;
  private final SealedObject sealed;
  private final MessageSecrets secrets;
  private final MailboxSecrets sealing;
  private final Optional<ImportTokens> tokens;

  /**
   * Joins what belongs to one message.
   *
   * @param sealing seals {@code secrets} under the key of {@code sealed}
   * @param tokens of an import, by which the message is found again
   */
  MessageDraft(
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

  /**
   * Gives the message its UID and makes it part of its folder, in the caller's transaction.
   *
   * @throws dev.freehold.mail.MailException {@code folder-not-found}, {@code mailbox-full}; {@code
   *     mailbox-not-found} if the mailbox was removed meanwhile
   * @throws StoredMeanwhile if another thread stored the same message of the same import
   */
  MessageRef insert(Handle tx, ObjectStore objects, MailboxSpace space, Instant now) {
    OpenMailbox.requireNotRemoved(tx, arrived.mailbox());
    space.require(tx, arrived.mailbox(), sealed.plaintextBytes());
    Folder folder = arrived.folder();
    FolderChanges.Taken taken = taken(tx, folder);
    objects.register(tx, sealed, arrived.requester());
    StoredMessage row =
        new StoredMessage(
            taken.uid(),
            taken.modSeq(),
            arrived.message().flags(),
            arrived.message().internalDate(),
            arrived.message().internalZone(),
            now,
            sealed.plaintextBytes(),
            arrived.headerBytes(),
            sealed.objectId());
    byte[] properties = sealing.seal(folder.id(), row, secrets);
    byte[] envelope = sealing.sealEnvelope(folder.id(), row, arrived.envelope());
    // From the registration on the key stays the present one: what is under a retired key was
    // committed before it, and moves to the present key's token only, which is unique.
    if (isUnderRetiredKey(tx)
        || !MessageRows.insert(
            tx,
            folder,
            row,
            properties,
            envelope,
            tokens.map(ImportTokens::present).orElse(null))) {
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

  private FolderChanges.Taken taken(Handle tx, Folder folder) {
    long bytes = sealed.plaintextBytes();
    OptionalLong wanted = arrived.message().uid();
    Optional<FolderChanges.Taken> kept =
        wanted.isPresent()
            ? FolderChanges.addAt(tx, folder, wanted.getAsLong(), bytes)
            : Optional.empty();
    return kept.orElseGet(
        () -> FolderChanges.add(tx, folder, new FolderChanges.Counts(1, bytes, 0)));
  }

  private boolean isUnderRetiredKey(Handle tx) {
    List<byte[]> retired = tokens.map(ImportTokens::retired).orElse(List.of());
    return !retired.isEmpty()
        && !MessageRows.byImportTokens(tx, arrived.folder(), retired).isEmpty();
  }

  /** A message that was read to its end; {@code standing} is from before, for imports only. */
  record Arrived(
      Mailbox mailbox,
      Folder folder,
      NewMessage message,
      long headerBytes,
      String sha256,
      Envelope envelope,
      Optional<OwnerStanding> standing,
      Requester requester) {}

  /** Undoes a transaction: another thread stored the same message of the same import. */
  static final class StoredMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
