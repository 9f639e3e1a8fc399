package dev.freehold.mail.messages;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.store.ObjectInspection;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.MailboxKeys;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what is sealed of messages in SQL. A message's properties are under the same key as its
 * object and move with it in one transaction, so both are read in one as well: the key is known,
 * never tried. Safe for use by many threads.
 */
final class SealedMessages {

  private static final Logger LOG = LoggerFactory.getLogger(SealedMessages.class);

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

  /**
   * Opens the messages that {@code query} finds in a folder. A message whose row is damaged has no
   * secrets; that it is damaged is in the log.
   *
   * @throws KeyAccessException if the mailbox key is not given
   */
  List<Opened> open(
      Folder folder, SqlWork<List<MessageRows.SealedRow>> query, Requester requester) {
    return retrying(
        requester,
        folder,
        attempt -> {
          Page page = database.read(tx -> page(tx, folder, query.run(tx)));
          return page.rows.stream()
              .map(row -> open(folder, row, page.keyOf(row), attempt))
              .toList();
        });
  }

  /** A page of a folder's messages, as far as the mailbox key and the objects' rows tell. */
  List<Inspected> inspect(Folder folder, long afterUid, int max, Requester requester) {
    return retrying(
        requester,
        folder,
        attempt -> {
          InspectedPage page =
              database.read(
                  tx -> {
                    Page rows =
                        page(tx, folder, MessageRows.envelopedAfter(tx, folder, afterUid, max));
                    return new InspectedPage(
                        rows, ObjectInspection.unbound(tx, folder.tenantId(), rows.objectIds()));
                  });
          return page.rows.rows.stream().map(row -> inspected(folder, row, page, attempt)).toList();
        });
  }

  private Inspected inspected(
      Folder folder, MessageRows.SealedRow row, InspectedPage page, Attempt attempt) {
    UUID objectId = row.message().objectId();
    UUID keyId = page.rows.keyOf(row);
    boolean isEnvelopeWhole =
        row.envelope().isEmpty() || openEnvelope(folder, row, keyId, attempt).isPresent();
    return new Inspected(
        row.message().uid(),
        open(folder, row, keyId, attempt).secrets().isPresent(),
        isEnvelopeWhole,
        page.rows.keyOfObject.containsKey(objectId),
        page.unbound.contains(objectId));
  }

  /**
   * Runs {@code work}, which reads rows of a folder and opens what is sealed of them, again if
   * their key was destroyed in between.
   *
   * @throws KeyAccessException if the mailbox key is not given
   */
  <R> R retrying(Requester requester, Folder folder, Function<Attempt, R> work) {
    for (int attempt = 1; ; attempt++) {
      try (OpenKeys open = new OpenKeys(keys, aead, folder.owner(), requester)) {
        return work.apply(new Attempt(open, attempt == MAX_ATTEMPTS));
      } catch (KeyAccessException refused) {
        if (refused.reason() != KeyAccessException.Reason.NO_SUCH_KEY || attempt == MAX_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  /** Rows with the keys that they are sealed under, read in the caller's transaction. */
  Page page(Handle tx, Folder folder, List<MessageRows.SealedRow> rows) {
    List<UUID> objectIds = rows.stream().map(row -> row.message().objectId()).distinct().toList();
    Map<UUID, UUID> known = objects.ownerKeyIds(tx, folder.tenantId(), objectIds);
    if (known.size() == objectIds.size()) {
      return new Page(rows, known, NO_KEY);
    }
    // Of a message whose object is gone the properties are still worth having.
    UUID present =
        mailboxKeys
            .standing(tx, folder.tenantId(), folder.mailboxId())
            .map(OwnerStanding::keyId)
            .orElse(NO_KEY);
    return new Page(rows, known, present);
  }

  /** Opens what is sealed of a row under the key of its object. */
  Opened open(Folder folder, MessageRows.SealedRow row, UUID ownerKeyId, Attempt attempt) {
    StoredMessage message = row.message();
    try {
      MessageSecrets secrets =
          attempt.keys.under(ownerKeyId).open(folder.id(), message, row.properties());
      return new Opened(message, Optional.of(secrets));
    } catch (CryptoException damaged) {
      logDamaged(folder, message, damaged.getMessage());
    } catch (KeyAccessException refused) {
      if (attempt.mayHaveMoved(refused) || isOwn(folder, ownerKeyId)) {
        throw refused;
      }
      logDamaged(folder, message, "it leads to a key of another mailbox");
    }
    return new Opened(message, Optional.empty());
  }

  /** Opens a row's envelope under the key of its object; empty if there is none that opens. */
  Optional<Envelope> openEnvelope(
      Folder folder, MessageRows.SealedRow row, UUID keyId, Attempt attempt) {
    try {
      return row.envelope()
          .flatMap(
              stored -> attempt.keys.under(keyId).openEnvelope(folder.id(), row.message(), stored));
    } catch (CryptoException ofAnotherTenant) {
      return Optional.empty();
    } catch (KeyAccessException refused) {
      if (attempt.mayHaveMoved(refused) || isOwn(folder, keyId)) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  /** Whether the mailbox has or had this key, as far as custody still knows. */
  private boolean isOwn(Folder folder, UUID ownerKeyId) {
    Optional<OwnerStanding> standing =
        database.read(tx -> mailboxKeys.standing(tx, folder.tenantId(), folder.mailboxId()));
    return standing.isEmpty() || ownerKeyId.equals(NO_KEY) || standing.get().has(ownerKeyId);
  }

  private static void logDamaged(Folder folder, StoredMessage message, String what) {
    LOG.error(
        "the row of UID {} in folder {} of mailbox {} is damaged: {}; restore it from a copy",
        message.uid(),
        folder.id(),
        folder.mailboxId(),
        what);
  }

  static ContentException damaged() {
    return new ContentException(
        ContentError.OBJECT_CORRUPT,
        "the row of this message was damaged or changed; restore it from a copy");
  }

  /** Rows with the keys of their objects. */
  record Page(List<MessageRows.SealedRow> rows, Map<UUID, UUID> keyOfObject, UUID otherwise) {
    List<UUID> objectIds() {
      return rows.stream().map(row -> row.message().objectId()).distinct().toList();
    }

    UUID keyOf(MessageRows.SealedRow row) {
      return keyOfObject.getOrDefault(row.message().objectId(), otherwise);
    }
  }

  /** One look at rows, with the keys that it needs. */
  record Attempt(OpenKeys keys, boolean isLast) {
    /** Whether the rows may be under another key by now, which the next attempt sees. */
    boolean mayHaveMoved(KeyAccessException refused) {
      return !isLast && refused.reason() == KeyAccessException.Reason.NO_SUCH_KEY;
    }
  }

  private record InspectedPage(Page rows, Set<UUID> unbound) {}

  /**
   * What an inspection sees of a message.
   *
   * @param isWhole whether its row is what was sealed
   * @param isEnvelopeWhole whether its envelope is what was sealed, or it has none
   * @param isObjectThere whether the tenant has its object
   * @param isUnbound whether the object was stored before rows were bound to blobs
   */
  record Inspected(
      long uid,
      boolean isWhole,
      boolean isEnvelopeWhole,
      boolean isObjectThere,
      boolean isUnbound) {}

  /** A message with its secrets; without, if its row is damaged. */
  record Opened(StoredMessage message, Optional<MessageSecrets> secrets) {}
}
