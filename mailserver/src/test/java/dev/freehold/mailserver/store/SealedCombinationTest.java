package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.AbstractCombinationManagerTest;
import org.apache.james.mailbox.store.CombinationManagerTestSystem;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of messages by their folders and by their ids")
class SealedCombinationTest extends AbstractCombinationManagerTest {

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
  protected CombinationManagerTestSystem createTestingData() {
    mailboxes = fixture.mailboxes(new FakeAuthenticator(), FakeAuthorizator.defaultReject());
    return new CombinationManagerTestSystem(mailboxes.mailboxes(), MessagesByIds.of(mailboxes)) {
      @Override
      public Mailbox createMailbox(MailboxPath path, MailboxSession session)
          throws MailboxException {
        getMailboxManager().createMailbox(path, session);
        return getMailboxManager().getMailbox(path, session).getMailboxEntity();
      }

      @Override
      public MessageManager createMessageManager(Mailbox mailbox, MailboxSession session)
          throws MailboxException {
        return getMailboxManager().getMailbox(mailbox.getMailboxId(), session);
      }
    };
  }
}
