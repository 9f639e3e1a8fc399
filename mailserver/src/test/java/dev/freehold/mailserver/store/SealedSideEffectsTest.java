package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.util.Set;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.extension.PreDeletionHook;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.store.AbstractMessageIdManagerSideEffectTest;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.MessageIdManagerTestSystem;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of what is told of messages that change by their ids")
class SealedSideEffectsTest extends AbstractMessageIdManagerSideEffectTest {

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
  protected MessageIdManagerTestSystem createTestSystem(
      QuotaManager quotas, EventBus bus, Set<PreDeletionHook> hooks) {
    mailboxes = fixture.mailboxes(new FakeAuthenticator(), FakeAuthorizator.defaultReject());
    return new GivenMessages(
        mailboxes,
        MessagesByIds.of(mailboxes, quotas, bus, new PreDeletionHooks(hooks, new NoMetrics())));
  }
}
