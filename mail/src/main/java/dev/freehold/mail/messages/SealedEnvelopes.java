package dev.freehold.mail.messages;

import dev.freehold.content.ContentException;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.envelope.MessageStart;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the envelopes of messages, and makes those that are missing. Safe for many threads. */
final class SealedEnvelopes {

  private static final Logger LOG = LoggerFactory.getLogger(SealedEnvelopes.class);

  private final Database database;
  private final SealedMessages sealedMessages;
  private final ContentOpener contents;

  SealedEnvelopes(Database database, SealedMessages sealedMessages, ContentOpener contents) {
    this.database = database;
    this.sealedMessages = sealedMessages;
    this.contents = contents;
  }

  /**
   * The envelopes of the messages that {@code query} finds. One that is missing or damaged is made
   * from the message's content and kept.
   *
   * @throws KeyAccessException if the mailbox key is not given
   */
  List<EnvelopedMessage> open(
      Folder folder, SqlWork<List<MessageRows.SealedRow>> query, Requester requester) {
    return sealedMessages.retrying(
        requester,
        folder,
        attempt -> {
          SealedMessages.Page page =
              database.read(tx -> sealedMessages.page(tx, folder, query.run(tx)));
          List<EnvelopedMessage> found = new ArrayList<>(page.rows().size());
          Map<MessageRows.SealedRow, byte[]> made = new HashMap<>();
          for (MessageRows.SealedRow row : page.rows()) {
            Optional<Envelope> envelope =
                sealedMessages.openEnvelope(folder, row, page.keyOf(row), attempt);
            if (envelope.isEmpty()) {
              envelope = make(folder, row, page, attempt, made);
            }
            found.add(new EnvelopedMessage(row.message(), envelope));
          }
          keep(folder, made);
          return found;
        });
  }

  private Optional<Envelope> make(
      Folder folder,
      MessageRows.SealedRow row,
      SealedMessages.Page page,
      SealedMessages.Attempt attempt,
      Map<MessageRows.SealedRow, byte[]> made) {
    try (ObjectReader reader = contents.open(folder, row, attempt);
        InputStream in = reader.stream()) {
      Envelope envelope = MessageStart.envelope(in, reader.length());
      MailboxSecrets sealing = attempt.keys().under(page.keyOf(row));
      made.put(row, sealing.sealEnvelope(folder.id(), row.message(), envelope));
      return Optional.of(envelope);
    } catch (ContentException unreadable) {
      LOG.error(
          "the envelope of UID {} in folder {} cannot be made: {}",
          row.message().uid(),
          folder.id(),
          unreadable.code());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("streams of objects throw unchecked", e);
    }
  }

  private void keep(Folder folder, Map<MessageRows.SealedRow, byte[]> made) {
    if (!made.isEmpty()) {
      database.write(
          tx -> {
            made.forEach((row, bytes) -> MessageRows.setEnvelope(tx, folder, row, bytes));
            return null;
          });
    }
  }

  /** Opens the content of a message whose row was read. */
  interface ContentOpener {
    /**
     * The content; the caller closes it.
     *
     * @throws ContentException if it cannot be read
     */
    ObjectReader open(Folder folder, MessageRows.SealedRow row, SealedMessages.Attempt attempt);
  }
}
