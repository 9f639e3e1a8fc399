package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import javax.mail.Flags;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ByteContent;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.AbstractMessageIdManagerStorageTest;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.MessageIdManagerTestSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of messages by their ids")
class SealedMessageIdManagerTest extends AbstractMessageIdManagerStorageTest {

  private static final byte[] TEXT = "A: b\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());
  private SealedMailboxes mailboxes;

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @AfterEach
  void close() {
    mailboxes.close();
    fixture.close();
  }

  @Override
  protected MessageIdManagerTestSystem createTestingData() {
    mailboxes = fixture.mailboxes(new FakeAuthenticator(), FakeAuthorizator.defaultReject());
    return new Given((SealedMailboxManager) mailboxes.mailboxes());
  }

  /** Messages get their ids from the store. */
  private final class Given extends MessageIdManagerTestSystem {

    Given(SealedMailboxManager manager) {
      super(
          MessagesByIds.of(mailboxes), new ObjectMessageId.Factory(), mailboxes.mappers(), manager);
    }

    /** Nobody shares folders here, so these tests end. */
    @Override
    public void setACL(MailboxId mailboxId, MailboxACL list, MailboxSession session) {
      Assumptions.abort("folders have no access lists");
    }

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
}
