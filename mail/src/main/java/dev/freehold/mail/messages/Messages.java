package dev.freehold.mail.messages;

import dev.freehold.content.store.ContentDigest;
import dev.freehold.content.store.ExpectedObject;
import dev.freehold.content.store.FoundObject;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxKeys;
import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The messages of folders, with the UIDs and mod-sequences that IMAP needs. Both only increase, and
 * the transaction that makes a change assigns them. Safe for use by many threads.
 */
public final class Messages {

  private final Database database;
  private final SealedMessages sealedMessages;
  private final SealedEnvelopes envelopes;
  private final ImportedMessages imported;
  private final ArrivedMessages arrived;
  private final KeyAccess keys;
  private final Aead aead;
  private final Clock clock;
  private final long maxBytes;
  private final ObjectStore objects;
  final MessageRemoval removal;
  private final MailboxSpace space;

  /** Keeps messages in {@code database} and {@code objects}, beside {@link Mailboxes}. */
  public Messages(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      MailboxKeys mailboxKeys,
      Aead aead,
      Clock clock) {
    this(
        database,
        objects,
        keys,
        mailboxKeys,
        aead,
        clock,
        MailboxQuota.ofServer(MailLimits.DEFAULT_QUOTA_BYTES));
  }

  /**
   * The same where mailboxes without a quota of their own have another one.
   *
   * @param ofServer that quota
   */
  public Messages(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      MailboxKeys mailboxKeys,
      Aead aead,
      Clock clock,
      MailboxQuota ofServer) {
    this(
        database,
        objects,
        keys,
        mailboxKeys,
        aead,
        clock,
        new MailboxSpace(database.dialect(), ofServer),
        MailLimits.MAX_MESSAGE_BYTES);
  }

  /** The same with a smaller limit for tests. */
  Messages(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      MailboxKeys mailboxKeys,
      Aead aead,
      Clock clock,
      MailboxSpace space,
      long maxMessageBytes) {
    this.database = database;
    this.space = space;
    this.sealedMessages = new SealedMessages(database, objects, keys, mailboxKeys, aead);
    this.envelopes =
        new SealedEnvelopes(
            database,
            sealedMessages,
            (folder, row, attempt) ->
                openContent(folder, database.read(tx -> locate(tx, folder, row)), attempt));
    this.imported = new ImportedMessages(database, keys, mailboxKeys, aead, sealedMessages);
    this.keys = keys;
    this.aead = aead;
    this.clock = clock;
    this.maxBytes = maxMessageBytes;
    this.objects = objects;
    this.arrived =
        new ArrivedMessages(database, objects, keys, aead, imported, space, clock, maxBytes);
    this.removal = new MessageRemoval(database, objects);
  }

  /**
   * Reads {@code content} to its end and stores it; returns if and only if the message is durable.
   * If it throws, nothing of the message is left. The caller closes {@code content}.
   *
   * @throws MailException {@code message-too-large}, {@code mailbox-full}, {@code folder-not-found}
   *     if the folder was removed meanwhile
   * @throws dev.freehold.custody.KeyAccessException if the mailbox key is not given
   * @throws dev.freehold.content.ContentException if the object cannot be stored
   * @throws IOException if and only if {@code content} throws it
   */
  public MessageRef append(
      Mailbox mailbox, Folder folder, NewMessage message, InputStream content, Requester requester)
      throws IOException {
    mailbox.requireOwn(folder);
    message.sizeBytes().ifPresent(size -> MessageIntake.requireWithin(size, maxBytes));
    Optional<OwnerStanding> standing =
        message.importKey().flatMap(key -> imported.standing(mailbox));
    Optional<MessageRef> stored = imported.find(mailbox, folder, message, standing, requester);
    if (stored.isPresent()) {
      return stored.get();
    }
    return arrived.register(arrived.seal(mailbox, folder, message, standing, content, requester));
  }

  /**
   * Returns if the key would be given now with which {@link #append} stores a message.
   *
   * @throws dev.freehold.custody.KeyAccessException if it is not
   */
  public void requireKey(Mailbox mailbox, Requester requester) {
    keys.openForSealing(mailbox.id(), requester).close();
  }

  /**
   * Begins messages that become part of a folder together; close what comes of it.
   *
   * @throws MailException {@code folder-not-found} if the folder is another mailbox's
   */
  public MessageBatch batch(Mailbox mailbox, Folder folder, Requester requester) {
    return new MessageBatch(
        new MessageBatch.Parts(database, objects, keys, aead, space, clock, maxBytes),
        mailbox,
        folder,
        requester);
  }

  /**
   * Begins messages of an import, which become part of a folder one after another; close what comes
   * of it.
   *
   * @param threads seal them
   * @throws MailException {@code folder-not-found} if the folder is another mailbox's
   */
  public ImportBatch importing(
      Mailbox mailbox, Folder folder, Requester requester, SealingThreads threads) {
    return new ImportBatch(arrived, threads, mailbox, folder, requester);
  }

  /**
   * The messages with a UID above {@code afterUid}, rising.
   *
   * @param max 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
   */
  public List<StoredMessage> list(Folder folder, long afterUid, int max) {
    MailLimits.requirePage(max);
    return database.read(tx -> MessageRows.after(tx, folder, afterUid, max));
  }

  /** Those of {@link #list} that changed after {@code modSeq} (RFC 7162). */
  public List<StoredMessage> changedSince(Folder folder, long modSeq, long afterUid, int max) {
    MailLimits.requirePage(max);
    return database.read(tx -> MessageRows.changedSince(tx, folder, modSeq, afterUid, max));
  }

  /**
   * As {@link #list}, with what is sealed of each message. One whose row is damaged is among them
   * and says so.
   *
   * @throws dev.freehold.custody.KeyAccessException if the mailbox key is not given
   */
  public List<DescribedMessage> describe(
      Mailbox mailbox, Folder folder, long afterUid, int max, Requester requester) {
    mailbox.requireOwn(folder);
    MailLimits.requirePage(max);
    return sealedMessages
        .open(folder, tx -> MessageRows.sealedAfter(tx, folder, afterUid, max), requester)
        .stream()
        .map(Messages::describe)
        .toList();
  }

  /**
   * One message with what is sealed of it.
   *
   * @throws MailException {@code message-not-found}
   * @throws dev.freehold.custody.KeyAccessException if the mailbox key is not given
   */
  public DescribedMessage describe(Mailbox mailbox, Folder folder, long uid, Requester requester) {
    mailbox.requireOwn(folder);
    return sealedMessages
        .open(folder, tx -> MessageRows.byUid(tx, folder, uid).stream().toList(), requester)
        .stream()
        .findFirst()
        .map(Messages::describe)
        .orElseThrow(Messages::notFound);
  }

  /**
   * As {@link #list}, with the envelope of each message. One that was stored before envelopes were
   * has its envelope made now, from its content.
   *
   * @throws dev.freehold.custody.KeyAccessException if the mailbox key is not given
   */
  public List<EnvelopedMessage> envelopes(
      Mailbox mailbox, Folder folder, long afterUid, int max, Requester requester) {
    mailbox.requireOwn(folder);
    MailLimits.requirePage(max);
    return envelopes.open(
        folder, tx -> MessageRows.envelopedAfter(tx, folder, afterUid, max), requester);
  }

  /**
   * The messages of these UIDs with their envelopes, rising; those that are not there are left out.
   *
   * @param uids 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
   * @throws MailException {@code too-many-messages}
   * @throws dev.freehold.custody.KeyAccessException if the mailbox key is not given
   */
  public List<EnvelopedMessage> envelopes(
      Mailbox mailbox, Folder folder, List<Long> uids, Requester requester) {
    mailbox.requireOwn(folder);
    requireUids(uids);
    return envelopes.open(folder, tx -> MessageRows.envelopedByUids(tx, folder, uids), requester);
  }

  /**
   * Opens a message for reading; the caller closes it.
   *
   * @throws MailException {@code message-not-found}
   * @throws dev.freehold.custody.KeyAccessException if the mailbox key is not given
   * @throws dev.freehold.content.ContentException if the object cannot be read; {@code
   *     object-corrupt} also if the message's row does not lead to what was stored with it
   */
  public ObjectReader open(Folder folder, long uid, Requester requester) {
    return sealedMessages.retrying(
        requester,
        folder,
        attempt ->
            openContent(
                folder,
                database
                    .read(
                        tx ->
                            MessageRows.byUid(tx, folder, uid).map(row -> locate(tx, folder, row)))
                    .orElseThrow(Messages::notFound),
                attempt));
  }

  private ObjectReader openContent(Folder folder, Located located, SealedMessages.Attempt attempt) {
    UUID keyId = located.object.ownerKeyId();
    MessageSecrets secrets =
        sealedMessages
            .open(folder, located.row, keyId, attempt)
            .secrets()
            .orElseThrow(SealedMessages::damaged);
    ExpectedObject expected =
        new ExpectedObject(
            folder.owner(),
            located.row.message().objectId(),
            () -> ContentDigest.ofHex(ContentDigest.Algorithm.SHA_256, secrets.sha256()));
    OpenKeys open = attempt.keys();
    return objects.open(expected, located.object, open.key(keyId), open.requester());
  }

  private Located locate(Handle tx, Folder folder, MessageRows.SealedRow row) {
    return new Located(row, objects.find(tx, folder.owner(), row.message().objectId()));
  }

  /**
   * Changes flags. Messages that are not there are left out; those that the change does not alter
   * are in the result with the mod-sequence that they had. All altered ones get one new
   * mod-sequence.
   *
   * @param uids 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
   * @throws MailException {@code folder-not-found}, {@code too-many-messages}, or {@code
   *     keyword-invalid} if a message would have too many keywords; nothing is changed then
   */
  public List<FlagResult> changeFlags(Folder folder, List<Long> uids, FlagChange change) {
    requireUids(uids);
    return database.write(
        tx -> {
          FolderChanges.lock(tx, List.of(folder));
          FlagWriter writer =
              new FlagWriter(tx, folder, message -> change.applyTo(message.flags()));
          writer.change(MessageRows.byUids(tx, folder, uids));
          return writer.changed().stream().map(FlagResult::of).toList();
        });
  }

  /**
   * Removes messages for good and releases their objects. Takes one new mod-sequence if any was
   * there. UIDs are never given out again.
   *
   * @param uids 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
   * @return the UIDs that were there, rising
   * @throws MailException {@code folder-not-found} or {@code too-many-messages}
   * @throws dev.freehold.custody.CustodyException {@code LEGAL_HOLD} if the mailbox is held;
   *     nothing is removed then
   */
  public List<Long> expunge(Folder folder, List<Long> uids) {
    requireUids(uids);
    return removal.remove(folder, uids.stream().sorted().toList()).messages().stream()
        .map(StoredMessage::uid)
        .toList();
  }

  /** Holds mailboxes to their quotas. */
  public MailboxSpace space() {
    return space;
  }

  /** For who inspects the rows of these messages. */
  SealedMessages sealedMessages() {
    return sealedMessages;
  }

  private static MailException notFound() {
    return new MailException(
        MailError.MESSAGE_NOT_FOUND, "the folder has no message of this UID; list its messages");
  }

  private static DescribedMessage describe(SealedMessages.Opened opened) {
    return new DescribedMessage(
        opened.message(),
        opened
            .secrets()
            .map(secrets -> new MessageDetails(secrets.sha256(), secrets.properties())));
  }

  private static void requireUids(List<Long> uids) {
    if (uids.isEmpty() || uids.size() > MailLimits.MAX_MESSAGES_PER_CALL) {
      throw new MailException(
          MailError.TOO_MANY_MESSAGES,
          "one call names 1 to %d messages, got %d"
              .formatted(MailLimits.MAX_MESSAGES_PER_CALL, uids.size()));
    }
  }

  /** The rows of a message and its object, read in one transaction. */
  private record Located(MessageRows.SealedRow row, FoundObject object) {}
}
