package dev.freehold.mailserver.store;

import java.nio.charset.StandardCharsets;
import javax.mail.Flags;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ByteContent;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.MessageIdManagerTestSystem;
import org.junit.jupiter.api.Assumptions;

/** What James's tests of messages by their ids put into the sealed store. */
final class GivenMessages extends MessageIdManagerTestSystem {

  private static final byte[] TEXT = "A: b\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);

  GivenMessages(SealedMailboxes mailboxes, MessageIdManager manager) {
    super(
        manager,
        new ObjectMessageId.Factory(),
        mailboxes.mappers(),
        (SealedMailboxManager) mailboxes.mailboxes());
  }

  @Override
  public int getConstantMessageSize() {
    return TEXT.length;
  }

  /** Nobody shares folders here, so these tests end. */
  @Override
  public void setACL(MailboxId mailboxId, MailboxACL list, MailboxSession session) {
    Assumptions.abort("folders have no access lists");
  }

  /** Messages get their ids from the store. */
  @Override
  public MessageId persist(
      MailboxId mailboxId, MessageUid uid, Flags flags, MailboxSession session) {
    try {
      return getMailboxManager()
          .getMailbox(mailboxId, session)
          .appendMessage(
              MessageManager.AppendCommand.builder()
                  .withFlags(flags)
                  .notRecent()
                  .build(new ByteContent(TEXT)),
              session)
          .getId()
          .getMessageId();
    } catch (MailboxException e) {
      throw new IllegalStateException(e);
    }
  }
}
