package dev.freehold.mail;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OwnerStanding;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Opens what is sealed of messages in SQL. A message's properties are under the same key as its
 * object and move with it in one transaction, so both are read in one as well: the key is known,
 * never tried. Safe for use by many threads.
 */
final class SealedMessages {

  /** How often rows are read whose keys are destroyed just then, once everything has moved. */
  private static final int MAX_ATTEMPTS = 8;

  /** Is no key's id, so that key access says that there is no such key. */
  private static final UUID NO_KEY = new UUID(0, 0);

  private final Database database;
  private final ObjectStore objects;
  private final KeyAccess keys;
  private final MailboxKeys mailboxKeys;
  private final Aead aead;

  SealedMessages(
      Database database, ObjectStore objects, KeyAccess keys, MailboxKeys mailboxKeys, Aead aead) {
    this.database = database;
    this.objects = objects;
    this.keys = keys;
    this.mailboxKeys = mailboxKeys;
    this.aead = aead;
  }

  /** Opens the keys of a mailbox as they are needed. */
  OpenKeys openKeys(Mailbox mailbox, Requester requester) {
    return new OpenKeys(keys, aead, mailbox.id(), requester);
  }

  /**
   * Opens the messages that {@code query} finds.
   *
   * @throws KeyAccessException if the mailbox key is not given
   */
  List<Opened> open(
      Mailbox mailbox, SqlWork<List<MessageRows.SealedRow>> query, Requester requester) {
    for (int attempt = 1; ; attempt++) {
      Page page = database.read(tx -> page(tx, mailbox, query.run(tx)));
      try (OpenKeys open = openKeys(mailbox, requester)) {
        return page.rows.stream().map(row -> open(row, page.keyOf(row), open)).toList();
      } catch (KeyAccessException refused) {
        if (refused.reason() != KeyAccessException.Reason.NO_SUCH_KEY || attempt == MAX_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private Page page(Handle tx, Mailbox mailbox, List<MessageRows.SealedRow> rows) {
    List<UUID> objectIds = rows.stream().map(row -> row.message().objectId()).distinct().toList();
    Map<UUID, UUID> known = objects.ownerKeyIds(tx, objectIds);
    if (known.size() == objectIds.size()) {
      return new Page(rows, known, NO_KEY);
    }
    // Of a message whose object is gone the properties are still worth having.
    UUID present =
        mailboxKeys
            .standing(tx, mailbox.tenantId(), mailbox.id())
            .map(OwnerStanding::keyId)
            .orElse(NO_KEY);
    return new Page(rows, known, present);
  }

  private static Opened open(MessageRows.SealedRow row, UUID ownerKeyId, OpenKeys open) {
    StoredMessage message = row.message();
    return new Opened(message, open.under(ownerKeyId).open(message.objectId(), row.properties()));
  }

  /** Rows with the keys of their objects. */
  private record Page(
      List<MessageRows.SealedRow> rows, Map<UUID, UUID> keyOfObject, UUID otherwise) {
    UUID keyOf(MessageRows.SealedRow row) {
      return keyOfObject.getOrDefault(row.message().objectId(), otherwise);
    }
  }

  /** A message with its secrets. */
  record Opened(StoredMessage message, MessageSecrets secrets) {}
}
