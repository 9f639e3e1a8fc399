package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.RefusalLog;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.net.Proxies;
import dev.freehold.web.tls.LocalAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.james.core.Username;
import org.apache.james.imap.api.process.DefaultMailboxTyper;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.inmemory.InMemoryMailboxManager;
import org.apache.james.mailbox.inmemory.manager.InMemoryIntegrationResources;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.StoreSubscriptionManager;

/** A listener over James's mailboxes in memory, with all three kinds of ports. */
final class TestImap implements AutoCloseable {

  static final Username ALICE = Username.of("alice@contoso.example");
  static final String PASSWORD = "pass word";
  static final String TOKEN = "good-token";

  private final ImapListener listener;
  private final SSLContext trust;
  private final BodyMemory memory;
  private final AtomicBoolean isAllowed;

  private TestImap(
      ImapListener listener, SSLContext trust, BodyMemory memory, AtomicBoolean isAllowed) {
    this.listener = listener;
    this.trust = trust;
    this.memory = memory;
    this.isAllowed = isAllowed;
  }

  /** Nobody who has signed in may go on. */
  void signOutAll() {
    isAllowed.set(false);
  }

  /** How a test wants it. */
  record Wish(
      Proxies proxies,
      int connections,
      long memoryBytes,
      int messageBytes,
      UnaryOperator<MailboxManager> mailboxes) {

    static final Wish PLAIN =
        new Wish(
            Proxies.NONE,
            WebLimits.MAX_CONNECTIONS,
            WebLimits.MIN_HELD_BYTES,
            MailServerLimits.MAX_MESSAGE_BYTES,
            UnaryOperator.identity());

    Wish with(Proxies others) {
      return new Wish(others, connections, memoryBytes, messageBytes, mailboxes);
    }

    Wish withConnections(int count) {
      return new Wish(proxies, count, memoryBytes, messageBytes, mailboxes);
    }

    Wish withMemory(long bytes) {
      return new Wish(proxies, connections, bytes, messageBytes, mailboxes);
    }

    Wish withMailboxes(UnaryOperator<MailboxManager> others) {
      return new Wish(proxies, connections, memoryBytes, messageBytes, others);
    }
  }

  /** A mailbox of another's that Alice may open. */
  static final String SHARED = "shared@contoso.example";

  static TestImap start(Path folder) {
    return start(folder, Wish.PLAIN);
  }

  static TestImap start(Path folder, Wish wish) {
    return start(folder, wish, mailboxes(wish), ALICE);
  }

  /** Over other mailboxes, in which who signs in is {@code user}. */
  static TestImap start(Path folder, Wish wish, ImapMailboxes mailboxes, Username user) {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    BodyMemory memory = new BodyMemory(wish.memoryBytes(), wish.memoryBytes());
    SharedBounds shared =
        new SharedBounds(
            memory,
            new BodyMemory(1, 1),
            new KnownNetworks(),
            new RefusalLog(),
            wish.proxies(),
            ConnectionBounds.of(wish.connections()));
    ImapListenerSettings settings =
        new ImapListenerSettings(
            Optional.of(ListenSocket.bind("127.0.0.1", 0)),
            Optional.of(ListenSocket.bind("127.0.0.1", 0)),
            Optional.of(ListenSocket.bind("127.0.0.1", 0)),
            Optional.of(authority.serverContext(List.of("127.0.0.1"))),
            shared,
            wish.messageBytes());
    AtomicBoolean isAllowed = new AtomicBoolean(true);
    ImapListener listener =
        ImapListener.start(settings, mailboxes, new TestSignIn(isAllowed, user));
    return new TestImap(listener, authority.clientContext(), memory, isAllowed);
  }

  private static ImapMailboxes mailboxes(Wish wish) {
    InMemoryIntegrationResources inMemory = InMemoryIntegrationResources.defaultResources();
    InMemoryMailboxManager manager = inMemory.getMailboxManager();
    MailboxSession alice = manager.createSystemSession(ALICE);
    try {
      manager.createMailbox(MailboxPath.inbox(ALICE), alice);
    } catch (MailboxException failed) {
      throw new IllegalStateException(failed);
    }
    return new ImapMailboxes(
        wish.mailboxes().apply(manager),
        inMemory.getEventBus(),
        new StoreSubscriptionManager(
            manager.getMapperFactory(), manager.getMapperFactory(), inMemory.getEventBus()),
        inMemory.getQuotaManager(),
        inMemory.getQuotaRootResolver(),
        new DefaultMailboxTyper(),
        ImapExtensions.NONE);
  }

  ImapListener listener() {
    return listener;
  }

  BodyMemory memory() {
    return memory;
  }

  SSLContext trust() {
    return trust;
  }

  /** On the port without TLS, behind the greeting. */
  RawClient plain() {
    return greeted(RawClient.plain(listener.plainPort().getAsInt()));
  }

  /** The same, signed in. */
  RawClient signedIn() {
    RawClient client = plain();
    client.command("login", "LOGIN %s \"%s\"".formatted(ALICE.asString(), PASSWORD)).isOk();
    return client;
  }

  /** The same, with INBOX selected. */
  RawClient inInbox() {
    RawClient client = signedIn();
    client.command("select", "SELECT INBOX").isOk();
    return client;
  }

  RawClient startTls() {
    return greeted(RawClient.plain(listener.startTlsPort().getAsInt()));
  }

  RawClient implicitTls() {
    return greeted(RawClient.tls(listener.implicitTlsPort().getAsInt(), trust));
  }

  private static RawClient greeted(RawClient client) {
    client.greeting();
    return client;
  }

  @Override
  public void close() {
    listener.close();
  }

  /** Knows one user and one token. */
  private record TestSignIn(AtomicBoolean isAllowed, Username known) implements MailSignIn {

    @Override
    public Answer withPassword(Login login, String password, Client client) {
      if (login.mailbox().isPresent()) {
        return login.mailbox().get().equals(SHARED) && password.equals(PASSWORD)
            ? new SignedIn(known, isAllowed::get, true)
            : Refused.NO_ACCESS;
      }
      String user = login.user();
      return switch (user) {
        case "off@contoso.example" -> Refused.SWITCHED_OFF;
        case "busy@contoso.example" -> Refused.TRY_LATER;
        default ->
            user.equals(ALICE.asString()) && password.equals(PASSWORD)
                ? new SignedIn(known, isAllowed::get)
                : Refused.CREDENTIALS;
      };
    }

    @Override
    public Answer withToken(Optional<String> user, String token, Client client) {
      return token.equals(TOKEN) && user.orElse(ALICE.asString()).equals(ALICE.asString())
          ? new SignedIn(known, isAllowed::get)
          : Refused.CREDENTIALS;
    }
  }
}
