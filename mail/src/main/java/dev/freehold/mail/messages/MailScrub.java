package dev.freehold.mail.messages;

import dev.freehold.content.ContentException;
import dev.freehold.content.scrub.ScrubbedRows;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.seals.RefusedRow;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderRows;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxRows;
import dev.freehold.mail.mailboxes.NameKind;
import dev.freehold.mail.mailboxes.RecipientName;
import dev.freehold.mail.mailboxes.RecipientNames;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;

/**
 * Checks the rows of mailboxes: names, folders and their counts, messages. A message that was
 * stored before rows were bound to blobs is read as a whole, which binds it. Safe for use by many
 * threads.
 */
public final class MailScrub implements ScrubbedRows {

  private static final int PAGE_ROWS = 200;

  private final Database database;
  private final Messages messages;
  private final SealedMessages sealedMessages;

  /** Looks at the mail that {@code messages} keeps in {@code database}. */
  public MailScrub(Database database, Messages messages) {
    this.database = database;
    this.messages = messages;
    this.sealedMessages = messages.sealedMessages();
  }

  @Override
  public OwnerKind kind() {
    return OwnerKind.MAILBOX;
  }

  @Override
  public long count() {
    return database.read(MessageRows::count);
  }

  /** {@inheritDoc} */
  @Override
  public void inspect(ContentOwner owner, Requester requester, InspectionLog log) {
    List<RefusedRow> refused =
        database.read(tx -> MailboxRows.refused(tx, owner.tenantId(), owner.ownerId()));
    if (!refused.isEmpty()) {
      log.found(owner, "row-not-authentic", "mailbox " + owner.ownerId());
      return;
    }
    Optional<Mailbox> mailbox =
        database.read(tx -> MailboxRows.keptById(tx, owner.tenantId(), owner.ownerId()));
    if (mailbox.isEmpty()) {
      log.missing(owner, "mailbox-missing", "mailbox " + owner.ownerId());
      return;
    }
    if (database.read(tx -> MailboxRows.byId(tx, owner.tenantId(), owner.ownerId())).isPresent()) {
      inspectNames(mailbox.get(), log);
    }
    for (Folder folder : database.read(tx -> FolderRows.list(tx, mailbox.get()))) {
      if (!database.read(tx -> FolderRows.hasRightCounts(tx, folder))) {
        log.found(owner, "folder-counts-wrong", "folder " + folder.id());
      }
      inspect(folder, requester, log);
    }
  }

  private void inspectNames(Mailbox mailbox, InspectionLog log) {
    List<RefusedRow> refused = database.read(tx -> RecipientNames.refused(tx, mailbox.id()));
    if (!refused.isEmpty()) {
      refused.forEach(
          name ->
              log.found(mailbox.owner(), "row-not-authentic", "recipient-name " + name.rowId()));
      return;
    }
    RecipientName address = RecipientName.of(NameKind.ADDRESS, mailbox.address());
    // By the mailbox, not by the address: another's row that is refused would be thrown.
    boolean isItsOwn =
        database
            .read(tx -> RecipientNames.addresses(tx, List.of(mailbox.id())))
            .getOrDefault(mailbox.id(), List.of())
            .contains(address.folded());
    if (!isItsOwn) {
      log.found(mailbox.owner(), "name-misplaced", "address of mailbox " + mailbox.id());
    }
  }

  private void inspect(Folder folder, Requester requester, InspectionLog log) {
    long after = 0;
    while (true) {
      List<SealedMessages.Inspected> page =
          sealedMessages.inspect(folder, after, PAGE_ROWS, requester);
      if (page.isEmpty()) {
        return;
      }
      for (SealedMessages.Inspected message : page) {
        inspect(folder, message, requester, log);
        log.checked(0);
      }
      after = page.getLast().uid();
    }
  }

  private void inspect(
      Folder folder, SealedMessages.Inspected message, Requester requester, InspectionLog log) {
    String subject = "UID %d in folder %s".formatted(message.uid(), folder.id());
    if (!message.isWhole()) {
      log.found(folder.owner(), "message-damaged", subject);
    } else if (!message.isObjectThere()) {
      log.found(folder.owner(), "message-without-object", subject);
    } else if (message.isUnbound()) {
      bind(folder, message.uid(), subject, requester, log);
    }
    if (message.isWhole() && !message.isEnvelopeWhole()) {
      log.found(folder.owner(), "envelope-damaged", subject);
    }
  }

  private void bind(
      Folder folder, long uid, String subject, Requester requester, InspectionLog log) {
    try {
      messages.open(folder, uid, requester).close();
    } catch (MailException expunged) {
      // Since the page was read; open throws nothing else of this type.
    } catch (ContentException failed) {
      switch (failed.error()) {
        case OBJECT_CORRUPT -> log.found(folder.owner(), failed.code(), subject);
        case OBJECT_NOT_FOUND -> {} // Expunged since.
        case BLOB_MISSING,
            OBJECT_TOO_LARGE,
            OBJECT_LENGTH_MISMATCH,
            OBJECT_EXPIRED,
            BLOB_TOO_LARGE,
            STORE_FULL,
            STORE_READ_ONLY,
            STORE_DENIED,
            STORE_FAILED,
            STORE_MISMATCH,
            RESCUE_NOT_AN_OBJECT,
            RESCUE_WRONG_BUNDLE,
            RESCUE_WRONG_KEY,
            RESCUE_FILE_FAILED ->
            log.unchecked(folder.owner(), failed.code(), subject);
      }
    }
  }
}
