package dev.freehold.mailserver.store;

import dev.freehold.mailserver.append.IncomingMessages;
import dev.freehold.mailserver.append.MessageBatches;
import java.io.IOException;
import java.util.List;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;

/** Appends messages to folders of the sealed mailboxes. */
public final class SealedBatches implements MessageBatches {

  private final SealedMailboxes mailboxes;

  /** Appends to {@code mailboxes}. */
  public SealedBatches(SealedMailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public List<MessageUid> append(
      MailboxSession session, MailboxId folder, boolean isRecent, IncomingMessages messages)
      throws MailboxException, IOException {
    // The manager makes no others.
    SealedMessageManager target =
        (SealedMessageManager) mailboxes.mailboxes().getMailbox(folder, session);
    return target.append(session, isRecent, messages);
  }
}
