package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.Unending;
import dev.freehold.mailserver.imap.wire.ElasticThreads;
import dev.freehold.mailserver.imap.wire.ProxyPreface;
import dev.freehold.mailserver.imap.wire.Transport;
import dev.freehold.web.http.RequestId;
import dev.freehold.web.net.ConnectionShares;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.net.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for IMAP clients. Each connection has a virtual thread. Thread-safe. */
public final class ImapListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImapListener.class);
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private final ImapListenerSettings settings;
  private final ImapEngine engine;
  private final Consumer<Throwable> told;
  private final Seats seats;
  private final Semaphore compressions = new Semaphore(MailServerLimits.MAX_COMPRESSED_CONNECTIONS);
  private final AtomicLong commands = new AtomicLong();
  private final AtomicLong signIns = new AtomicLong();
  private volatile boolean isClosed;

  /** What a port expects of its clients. */
  private enum Port {
    IMPLICIT_TLS,
    START_TLS,
    PLAIN
  }

  private ImapListener(ImapListenerSettings settings, ImapEngine engine, Consumer<Throwable> told) {
    this.settings = settings;
    this.engine = engine;
    this.told = told;
    this.seats =
        new Seats(
            new ConnectionShares(
                settings.shared().connections(),
                settings.shared().known(),
                settings.shared().proxies()));
  }

  /**
   * Begins to answer.
   *
   * @param signIn decides who may use a mailbox
   */
  public static ImapListener start(
      ImapListenerSettings settings, ImapMailboxes mailboxes, MailSignIn signIn) {
    return start(settings, mailboxes, signIn, _ -> {});
  }

  /**
   * The same.
   *
   * @param told counts failures that clients are told of; called by many threads
   */
  public static ImapListener start(
      ImapListenerSettings settings,
      ImapMailboxes mailboxes,
      MailSignIn signIn,
      Consumer<Throwable> told) {
    ElasticThreads.makeVirtual();
    MailSignIn watched = new WatchedSignIn(signIn, told);
    ImapListener listener =
        new ImapListener(
            settings, ImapEngine.of(mailboxes, watched, settings.messageBytes()), told);
    settings.implicitTls().ifPresent(socket -> listener.accept(socket, Port.IMPLICIT_TLS));
    settings.startTls().ifPresent(socket -> listener.accept(socket, Port.START_TLS));
    settings.plain().ifPresent(socket -> listener.accept(socket, Port.PLAIN));
    Unending.start("imap-watch", listener::isOpen, listener::watch);
    return listener;
  }

  /** The port where connections begin with TLS. */
  public OptionalInt implicitTlsPort() {
    return port(settings.implicitTls());
  }

  /** The port where TLS begins with STARTTLS. */
  public OptionalInt startTlsPort() {
    return port(settings.startTls());
  }

  /** The port of loopback without TLS. */
  public OptionalInt plainPort() {
    return port(settings.plain());
  }

  private static OptionalInt port(Optional<ListenSocket> socket) {
    return socket.map(one -> OptionalInt.of(one.port())).orElseGet(OptionalInt::empty);
  }

  /** How many connections are open. */
  public int connections() {
    return seats.count();
  }

  /** How many commands were read since the start. */
  public long commands() {
    return commands.get();
  }

  /** How many sign-ins were good since the start. */
  public long signIns() {
    return signIns.get();
  }

  /** Whether it still answers. */
  public boolean isOpen() {
    return !isClosed;
  }

  private void accept(ListenSocket socket, Port port) {
    Unending.start("imap-accept-" + socket.port(), this::isOpen, () -> acceptOne(socket, port));
  }

  private void acceptOne(ListenSocket socket, Port port) throws IOException {
    SocketChannel channel = socket.channel().accept();
    Thread.ofVirtual().name("imap").start(() -> welcome(channel.socket(), port));
  }

  private void watch() throws InterruptedException {
    seats.look();
    Thread.sleep(LOOK_INTERVAL);
  }

  private void welcome(Socket socket, Port port) {
    String peer =
        ((InetSocketAddress) socket.getRemoteSocketAddress()).getAddress().getHostAddress();
    Optional<Seats.Seat> seat = seats.take(socket, peer);
    if (seat.isEmpty()) {
      closeQuietly(socket);
      return;
    }
    try (Seats.Seat taken = seat.get()) {
      socket.setTcpNoDelay(true);
      Proxies proxies = settings.shared().proxies();
      if (proxies.sendHeader() && proxies.has(peer)) {
        ProxyPreface preface = ProxyPreface.read(socket);
        if (preface.client().isPresent() && !taken.isOf(preface.client().get())) {
          return;
        }
        serve(socket, port, taken, preface.client().orElse(peer), preface.rest());
      } else {
        serve(socket, port, taken, peer, socket.getInputStream());
      }
    } catch (IOException | UncheckedIOException gone) {
      LOG.debug("an IMAP connection ends before its greeting", gone);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedBadly) {
      LOG.debug("a connection that is turned away does not close", closedBadly);
    }
  }

  private void serve(Socket socket, Port port, Seats.Seat seat, String address, InputStream source)
      throws IOException {
    Transport transport =
        new Transport(
            socket,
            source,
            port == Port.PLAIN ? Optional.empty() : settings.certificate(),
            port == Port.PLAIN,
            compressions);
    ImapConnection connection =
        new ImapConnection(
            engine,
            transport,
            new MailSignIn.Client(address, RequestId.next()),
            settings.shared().bodies(),
            settings.messageBytes(),
            new Counted());
    seat.has(transport, connection);
    if (port == Port.IMPLICIT_TLS) {
      transport.secure();
    }
    connection.serve();
  }

  private final class Counted implements ImapConnection.Figures {

    @Override
    public void command() {
      commands.incrementAndGet();
    }

    @Override
    public void signedIn(String address) {
      signIns.incrementAndGet();
      settings.shared().known().remember(address);
    }

    @Override
    public void failed(Throwable failure) {
      told.accept(failure);
    }
  }

  /** Takes no more connections and closes those that are open. */
  @Override
  public void close() {
    isClosed = true;
    settings.implicitTls().ifPresent(ListenSocket::close);
    settings.startTls().ifPresent(ListenSocket::close);
    settings.plain().ifPresent(ListenSocket::close);
    seats.abortAll();
  }
}
