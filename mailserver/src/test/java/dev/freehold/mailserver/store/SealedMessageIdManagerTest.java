package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.mailbox.store.AbstractMessageIdManagerStorageTest;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.MessageIdManagerTestSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of messages by their ids")
class SealedMessageIdManagerTest extends AbstractMessageIdManagerStorageTest {

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
    return new GivenMessages(mailboxes, MessagesByIds.of(mailboxes));
  }
}
