package dev.freehold.mailserver.store;

import java.util.List;
import java.util.Optional;
import org.apache.james.core.Username;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.SubscriptionException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.user.SubscriptionMapper;
import org.apache.james.mailbox.store.user.model.Subscription;

/** The subscriptions of one session's mailbox. James writes a path with its namespace and user. */
final class SealedSubscriptionMapper implements SubscriptionMapper {

  private final SessionMail session;

  SealedSubscriptionMapper(SessionMail session) {
    this.session = session;
  }

  @Override
  public void save(Subscription subscription) throws SubscriptionException {
    run(
        () -> {
          session.mail().subscriptions().add(session.requireHolder().mailbox(), name(subscription));
          return null;
        });
  }

  @Override
  public List<Subscription> findSubscriptionsForUser(Username user) throws SubscriptionException {
    return run(
        () ->
            session.mail().subscriptions().list(session.requireHolder().mailbox()).stream()
                .map(path -> session.toJames(path).asEscapedString())
                .map(path -> new Subscription(user, path))
                .toList());
  }

  @Override
  public void delete(Subscription subscription) throws SubscriptionException {
    run(
        () -> {
          session
              .mail()
              .subscriptions()
              .remove(session.requireHolder().mailbox(), name(subscription));
          return null;
        });
  }

  private String name(Subscription subscription) {
    Optional<MailboxPath> path = MailboxPath.parseEscaped(subscription.getMailbox());
    return session.storedPath(path.map(MailboxPath::getName).orElse(subscription.getMailbox()));
  }

  private static <T> T run(StoreCalls.Work<T> work) throws SubscriptionException {
    try {
      return StoreCalls.run("subscriptions", work);
    } catch (MailboxException e) {
      throw new SubscriptionException(e);
    }
  }
}
