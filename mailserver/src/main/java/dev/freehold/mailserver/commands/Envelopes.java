package dev.freehold.mailserver.commands;

import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.StoredMessage;
import java.io.InputStream;
import java.util.List;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;

/**
 * What sorting, threads, previews and searches read of a folder, on behalf of a session's user. The
 * methods block. Implementations are safe for use by many threads.
 */
public interface Envelopes {

  /**
   * Returns if and only if content of the folder would be given now; asked before what is known
   * already is used.
   *
   * @throws MailboxException if there is no such folder, or its key is not given
   */
  void requireAccess(MailboxSession session, MailboxId folder) throws MailboxException;

  /** Messages with a UID above {@code afterUid}, rising, at most {@code max}; no key is needed. */
  List<StoredMessage> rows(MailboxSession session, MailboxId folder, long afterUid, int max)
      throws MailboxException;

  /** As {@link #rows}, with envelopes. */
  List<EnvelopedMessage> after(MailboxSession session, MailboxId folder, long afterUid, int max)
      throws MailboxException;

  /** The messages of these UIDs that are there, rising, with envelopes. */
  List<EnvelopedMessage> of(MailboxSession session, MailboxId folder, List<Long> uids)
      throws MailboxException;

  /**
   * Says that what is known of messages already is used: in a mailbox of another's this is written
   * down, as {@link #after}, {@link #of} and {@link #content} do by themselves.
   *
   * @param uids rising
   * @throws MailboxException if the session's user has no mailbox
   */
  void used(MailboxSession session, MailboxId folder, List<Long> uids) throws MailboxException;

  /** The bytes of a message; the caller closes the stream, which may end when access ends. */
  InputStream content(MailboxSession session, MailboxId folder, long uid) throws MailboxException;
}
