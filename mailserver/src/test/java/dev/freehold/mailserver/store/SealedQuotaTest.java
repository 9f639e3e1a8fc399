package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.inmemory.quota.InMemoryPerUserMaxQuotaManager;
import org.apache.james.mailbox.manager.IntegrationResources;
import org.apache.james.mailbox.manager.ManagerTestProvisionner;
import org.apache.james.mailbox.manager.QuotaMessageManagerContract;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NotOurs.class)
@DisplayName("James's contract of message managers with quotas")
class SealedQuotaTest implements QuotaMessageManagerContract<MailboxManager> {

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());
  private SealedMailboxes mailboxes;
  private ManagerTestProvisionner provisionner;

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @BeforeEach
  void open() throws Exception {
    FakeAuthenticator authenticator = new FakeAuthenticator();
    authenticator.addUser(ManagerTestProvisionner.USER, ManagerTestProvisionner.USER_PASS);
    mailboxes =
        fixture.mailboxes(
            authenticator,
            FakeAuthorizator.defaultReject(),
            3_600_000,
            new InMemoryPerUserMaxQuotaManager());
    provisionner = new ManagerTestProvisionner(getResources());
    provisionner.createMailboxes();
  }

  @AfterEach
  void close() {
    mailboxes.close();
    fixture.close();
  }

  @Override
  public IntegrationResources<MailboxManager> getResources() {
    return new IntegrationResources<>() {
      @Override
      public MailboxManager getMailboxManager() {
        return mailboxes.mailboxes();
      }

      @Override
      public QuotaManager getQuotaManager() {
        return mailboxes.quotas();
      }

      @Override
      public MaxQuotaManager getMaxQuotaManager() {
        return mailboxes.quotaLimits();
      }

      @Override
      public QuotaRootResolver getQuotaRootResolver() {
        return mailboxes.quotaRoots();
      }
    };
  }

  @Override
  public ManagerTestProvisionner getProvisionner() {
    return provisionner;
  }
}
