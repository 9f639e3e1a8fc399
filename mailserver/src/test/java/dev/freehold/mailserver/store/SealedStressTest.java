package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxManagerStressContract;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.StoreMailboxManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("James's contract of mailbox managers under stress")
class SealedStressTest implements MailboxManagerStressContract<StoreMailboxManager> {

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());
  private final SealedMailboxes mailboxes =
      fixture.mailboxes(new FakeAuthenticator(), FakeAuthorizator.defaultReject());

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @AfterEach
  void close() {
    mailboxes.close();
    fixture.close();
  }

  @Override
  public StoreMailboxManager getManager() {
    return (StoreMailboxManager) mailboxes.mailboxes();
  }

  @Override
  public EventBus retrieveEventBus() {
    return mailboxes.eventBus();
  }
}
