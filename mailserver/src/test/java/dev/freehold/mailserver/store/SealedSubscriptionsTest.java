package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.util.List;
import org.apache.james.core.Username;
import org.apache.james.mailbox.exception.SubscriptionException;
import org.apache.james.mailbox.store.user.SubscriptionMapper;
import org.apache.james.mailbox.store.user.SubscriptionMapperTest;
import org.apache.james.mailbox.store.user.model.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("James's contract of subscription mappers")
class SealedSubscriptionsTest extends SubscriptionMapperTest {

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** James's tests use one mapper for several users, and names without a namespace. */
  @Override
  protected SubscriptionMapper createSubscriptionMapper() {
    return new SubscriptionMapper() {
      @Override
      public void save(Subscription subscription) throws SubscriptionException {
        of(subscription.getUser()).save(subscription);
      }

      @Override
      public List<Subscription> findSubscriptionsForUser(Username user)
          throws SubscriptionException {
        return of(user).findSubscriptionsForUser(user).stream()
            .map(found -> new Subscription(user, found.getMailbox().replaceFirst("^.*:", "")))
            .toList();
      }

      @Override
      public void delete(Subscription subscription) throws SubscriptionException {
        of(subscription.getUser()).delete(subscription);
      }

      private SealedSubscriptionMapper of(Username user) {
        return new SealedSubscriptionMapper(fixture.session(user));
      }
    };
  }
}
