package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.quota.CurrentQuotaManagerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of how much of a quota is used")
class SealedUsageTest implements CurrentQuotaManagerContract {

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
  public CurrentQuotaManager testee() {
    return fixture.usage(mailboxes);
  }
}
