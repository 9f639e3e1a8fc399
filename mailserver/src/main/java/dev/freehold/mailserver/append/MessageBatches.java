package dev.freehold.mailserver.append;

import java.io.IOException;
import java.util.List;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;

/** Appends messages to folders. The methods block. Safe for use by many threads. */
@FunctionalInterface
public interface MessageBatches {

  /**
   * Reads messages and stores them together, or none of them.
   *
   * @param isRecent whether they are recent for the next session
   * @return their UIDs, in this order
   * @throws MailboxException if they are not stored
   * @throws IOException if they cannot be read
   */
  List<MessageUid> append(
      MailboxSession session, MailboxId folder, boolean isRecent, IncomingMessages messages)
      throws MailboxException, IOException;
}
