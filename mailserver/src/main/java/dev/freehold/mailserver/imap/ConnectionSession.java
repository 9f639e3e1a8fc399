package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.ConnectionEndedException;
import dev.freehold.mailserver.imap.answers.ToldMessages;
import dev.freehold.mailserver.imap.mended.TimelyKeywords;
import dev.freehold.mailserver.imap.news.NewsBus;
import dev.freehold.mailserver.imap.wire.Transport;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.mail.Flags;
import javax.net.ssl.SSLSession;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapLineHandler;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import reactor.core.publisher.Mono;

/** What the processors know of a connection. Thread-safe. */
final class ConnectionSession implements ImapSession {

  private static final String TOO_MUCH_NEWS =
      "more has changed in the folder than waits for you; connect again to see it";

  private final MailSignIn.Client client;
  private final Transport connection;
  private final NewsBus news;
  private final SessionId id = SessionId.generate();
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final Deque<ImapLineHandler> lineHandlers = new ConcurrentLinkedDeque<>();
  private final AtomicReference<SelectedMailbox> selected = new AtomicReference<>();
  private volatile ImapSessionState state = ImapSessionState.NON_AUTHENTICATED;
  private volatile MailboxSession mailboxSession;
  private volatile Optional<String> farewell = Optional.empty();
  private volatile BooleanSupplier allowed = () -> true;
  private volatile boolean isDelegate;
  private volatile Optional<Idling> idling = Optional.empty();
  private volatile Optional<Flags> toldFlags = Optional.empty();
  private final ToldMessages toldMessages = new ToldMessages();

  /**
   * Nobody has signed in yet.
   *
   * @param news where folders register that are selected
   */
  ConnectionSession(MailSignIn.Client client, Transport connection, NewsBus news) {
    this.client = client;
    this.connection = connection;
    this.news = news;
  }

  /** Who is at the other end. */
  MailSignIn.Client client() {
    return client;
  }

  /** Who takes the next line instead of a command; empty if nobody does. */
  Optional<ImapLineHandler> lineHandler() {
    return Optional.ofNullable(lineHandlers.peekFirst());
  }

  boolean isSignedIn() {
    return mailboxSession != null;
  }

  /** From now on {@link #isStillAllowed} asks this, and IDLE does for a delegate. */
  void setAllowed(BooleanSupplier isStill, boolean isOfDelegate) {
    allowed = isStill;
    isDelegate = isOfDelegate;
  }

  /** How often a client in IDLE is asked about, besides when it is told something. */
  Duration idleCheck() {
    return isDelegate ? MailServerLimits.DELEGATE_CHECK : MailServerLimits.IDLE_HEARTBEAT;
  }

  /** Whether whoever signed in may still use the mailbox. */
  boolean isStillAllowed() {
    return allowed.getAsBoolean();
  }

  /**
   * Makes sure that whoever signed in may still use the mailbox.
   *
   * @throws ConnectionEndedException if not
   */
  void requireAllowed() {
    if (!isStillAllowed()) {
      throw new ConnectionEndedException("you were signed out; sign in again");
    }
  }

  /** Whether a password or token may be sent over the connection. */
  boolean maySignIn() {
    return connection.isSecure();
  }

  /** The connection ends when the command is answered, with {@code reason} as the last word. */
  void end(String reason) {
    farewell = Optional.of(reason);
  }

  /** Why the connection is to end; empty if it goes on. */
  Optional<String> farewell() {
    return farewell;
  }

  /**
   * For whoever answers without a command.
   *
   * @throws ConnectionEndedException if the connection is to end
   */
  void requireToGoOn() {
    if (farewell.isPresent()) {
      throw new ConnectionEndedException(farewell.get());
    }
  }

  /** Nothing more comes from the client, and nothing more can be sent to it. */
  void abort() {
    connection.abort();
  }

  /** What goes on in IDLE now; ended with the connection. */
  void setIdling(Optional<Idling> now) {
    idling = now;
  }

  /** For whoever holds the output. */
  ToldMessages toldMessages() {
    return toldMessages;
  }

  /** The client knows now that the selected folder has these flags. */
  void setToldFlags(Flags flags) {
    toldFlags = Optional.of(flags);
  }

  /** The connection is closed: gives back what the session holds. */
  void close() {
    idling.ifPresent(Idling::stop);
    logout().block();
  }

  @Override
  public SessionId sessionId() {
    return id;
  }

  @Override
  public Mono<Void> logout() {
    return closeFolder().then(Mono.fromRunnable(() -> state = ImapSessionState.LOGOUT));
  }

  @Override
  public ImapSessionState getState() {
    return state;
  }

  @Override
  public void authenticated() {
    state = ImapSessionState.AUTHENTICATED;
  }

  @Override
  public Mono<Void> selected(SelectedMailbox folder) {
    state = ImapSessionState.SELECTED;
    return closeFolder()
        .then(
            Mono.fromRunnable(
                () -> {
                  toldFlags = Optional.empty();
                  SelectedMailbox kept = news.kept(folder, () -> end(TOO_MUCH_NEWS));
                  selected.set(TimelyKeywords.of(kept, () -> toldFlags));
                }));
  }

  @Override
  public Mono<Void> deselect() {
    state = ImapSessionState.AUTHENTICATED;
    return closeFolder();
  }

  private Mono<Void> closeFolder() {
    return Mono.defer(
        () ->
            Optional.ofNullable(selected.getAndSet(null))
                .map(SelectedMailbox::deselect)
                .orElse(Mono.empty()));
  }

  @Override
  public SelectedMailbox getSelected() {
    return selected.get();
  }

  @Override
  public MailboxSession getMailboxSession() {
    return mailboxSession;
  }

  @Override
  public void setMailboxSession(MailboxSession session) {
    mailboxSession = session;
  }

  @Override
  public Object getAttribute(String key) {
    return attributes.get(key);
  }

  @Override
  public void setAttribute(String key, Object value) {
    if (value == null) {
      attributes.remove(key);
    } else {
      attributes.put(key, value);
    }
  }

  @Override
  public boolean startTLS(Runnable answer) {
    answer.run();
    connection.secure();
    return true;
  }

  @Override
  public boolean supportStartTLS() {
    return connection.canSecure();
  }

  @Override
  public boolean isTLSActive() {
    return connection.tls().isPresent();
  }

  @Override
  public Optional<SSLSession> getSSLSession() {
    return connection.tls();
  }

  @Override
  public boolean isCompressionActive() {
    return connection.isCompressed();
  }

  @Override
  public boolean isCompressionSupported() {
    return connection.canCompress();
  }

  @Override
  public boolean startCompression(Runnable answer) {
    answer.run();
    connection.compress();
    return true;
  }

  @Override
  public void pushLineHandler(ImapLineHandler handler) {
    lineHandlers.addFirst(handler);
  }

  @Override
  public void popLineHandler() {
    lineHandlers.pollFirst();
  }

  @Override
  public boolean supportMultipleNamespaces() {
    return false;
  }

  @Override
  public boolean isSSLRequired() {
    return !connection.isSecure();
  }

  @Override
  public boolean isPlainAuthEnabled() {
    return true;
  }

  @Override
  public boolean supportsOAuth() {
    return true;
  }

  /** Tokens are checked by {@link MailSignIn}, so there is no configuration of James's. */
  @Override
  public Optional<OidcSASLConfiguration> oidcSaslConfiguration() {
    return Optional.empty();
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    throw new UnsupportedOperationException("nothing is scheduled for a connection");
  }

  @Override
  public boolean needsCommandInjectionDetection() {
    return false;
  }

  @Override
  public void startDetectingCommandInjection() {
    // The reader of commands never takes a literal for a command.
  }

  @Override
  public void stopDetectingCommandInjection() {
    // As above.
  }
}
