package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxManagerTest;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of mailbox managers")
@Order(1)
class SealedMailboxManagerTest extends MailboxManagerTest<SealedMailboxManager> {

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
  protected SealedMailboxManager provideMailboxManager() {
    mailboxes = fixture.mailboxes(new FakeAuthenticator(), FakeAuthorizator.defaultReject());
    return (SealedMailboxManager) mailboxes.mailboxes();
  }

  @Override
  protected SubscriptionManager provideSubscriptionManager() {
    return mailboxes.subscriptions();
  }

  @Override
  protected EventBus retrieveEventBus(SealedMailboxManager manager) {
    return manager.getEventBus();
  }
}
