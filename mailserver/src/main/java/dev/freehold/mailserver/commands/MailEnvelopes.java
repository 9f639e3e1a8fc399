package dev.freehold.mailserver.commands;

import dev.freehold.content.store.ObjectReader;
import dev.freehold.custody.Requester;
import dev.freehold.mail.access.ReadWitness;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.StoredMessage;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.List;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;

/**
 * The envelopes of sealed mailboxes. What {@link Messages} throws comes through as it is: {@code
 * KeyAccessException} if a key is not given, {@code ContentException} for a damaged message. Safe
 * for use by many threads.
 */
public final class MailEnvelopes implements Envelopes {

  private final Messages messages;
  private final Places places;

  /** Reads {@code messages}; {@code places} says whose folder it is. */
  public MailEnvelopes(Messages messages, Places places) {
    this.messages = messages;
    this.places = places;
  }

  @Override
  public void requireAccess(MailboxSession session, MailboxId folder) throws MailboxException {
    places.requireAccess(session, folder);
  }

  @Override
  public List<StoredMessage> rows(MailboxSession session, MailboxId folder, long afterUid, int max)
      throws MailboxException {
    return messages.list(places.find(session, folder).folder, afterUid, max);
  }

  @Override
  public List<EnvelopedMessage> after(
      MailboxSession session, MailboxId folder, long afterUid, int max) throws MailboxException {
    Place place = places.find(session, folder);
    return told(
        place, messages.envelopes(place.mailbox, place.folder, afterUid, max, place.requester));
  }

  @Override
  public List<EnvelopedMessage> of(MailboxSession session, MailboxId folder, List<Long> uids)
      throws MailboxException {
    Place place = places.find(session, folder);
    return told(place, messages.envelopes(place.mailbox, place.folder, uids, place.requester));
  }

  private static List<EnvelopedMessage> told(Place place, List<EnvelopedMessage> found) {
    place.witness.properties(place.folder, found.stream().map(one -> one.message().uid()).toList());
    return found;
  }

  @Override
  public void used(MailboxSession session, MailboxId folder, List<Long> uids)
      throws MailboxException {
    Place place = places.find(session, folder);
    place.witness.properties(place.folder, uids);
  }

  @Override
  public InputStream content(MailboxSession session, MailboxId folder, long uid)
      throws MailboxException {
    Place place = places.find(session, folder);
    place.witness.message(place.folder, uid);
    return new Content(messages.open(place.folder, uid, place.requester));
  }

  /** Finds folders of sessions. */
  public interface Places {

    /**
     * As {@link Envelopes#requireAccess}.
     *
     * @throws MailboxException if there is no such folder, or its key is not given
     */
    void requireAccess(MailboxSession session, MailboxId folder) throws MailboxException;

    /**
     * Where a folder is, and on whose behalf its keys are opened. The folder is not looked up: if
     * it is gone or another mailbox's, no message is found in it.
     *
     * @throws MailboxException if the session's user has no mailbox
     */
    Place find(MailboxSession session, MailboxId folder) throws MailboxException;
  }

  /**
   * A folder of a mailbox.
   *
   * @param requester on whose behalf keys are opened
   * @param witness is told what is read
   */
  public record Place(Mailbox mailbox, Folder folder, Requester requester, ReadWitness witness) {}

  /** The bytes of an object, which is closed with them. */
  private static final class Content extends FilterInputStream {
    private final ObjectReader reader;

    Content(ObjectReader reader) {
      super(reader.stream());
      this.reader = reader;
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
