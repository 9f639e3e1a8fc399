package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.mailbox.inmemory.quota.InMemoryPerUserMaxQuotaManager;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.store.AbstractMessageIdManagerQuotaTest;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.MessageIdManagerTestSystem;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of quotas of messages by their ids")
class SealedIdQuotaTest extends AbstractMessageIdManagerQuotaTest {

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
  protected MaxQuotaManager createMaxQuotaManager() {
    return new InMemoryPerUserMaxQuotaManager();
  }

  @Override
  protected CurrentQuotaManager createCurrentQuotaManager() {
    return fixture.usage(mailboxes);
  }

  @Override
  protected QuotaManager createQuotaManager(MaxQuotaManager limits, CurrentQuotaManager usage) {
    return new StoreQuotaManager(usage, limits);
  }

  @Override
  protected MessageIdManagerTestSystem createTestSystem(
      QuotaManager quotas, CurrentQuotaManager usage) {
    return new GivenMessages(
        mailboxes,
        MessagesByIds.of(
            mailboxes, quotas, mailboxes.eventBus(), PreDeletionHooks.NO_PRE_DELETION_HOOK));
  }
}
