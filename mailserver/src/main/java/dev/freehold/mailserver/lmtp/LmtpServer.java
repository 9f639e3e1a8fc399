package dev.freehold.mailserver.lmtp;

import dev.freehold.mailserver.Unending;
import dev.freehold.web.net.ListenSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mail from transfer agents, each connection on a virtual thread of its own. Safe for use by
 * many threads.
 */
public final class LmtpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LmtpServer.class);
  private static final long LOOK_MILLIS = 1000;

  private final LmtpSettings settings;
  private final Delivery delivery;
  private final Clock clock;
  private final List<ServerSocketChannel> listening = new ArrayList<>();
  private final Semaphore places = new Semaphore(LmtpLimits.MAX_CONNECTIONS);
  private final Set<LmtpConnection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Begins to listen.
   *
   * @param socket the port, if it listens on one; closed with the server
   * @throws IOException if the socket file cannot be made, or another file has its name
   */
  public LmtpServer(
      LmtpSettings settings, Optional<ListenSocket> socket, Delivery delivery, Clock clock)
      throws IOException {
    this.settings = settings;
    this.delivery = delivery;
    this.clock = clock;
    socket.map(ListenSocket::channel).ifPresent(listening::add);
    if (settings.socketFile().isPresent()) {
      listening.add(bind(settings.socketFile().get()));
    }
    listening.forEach(
        channel -> Unending.start("lmtp-accept", channel::isOpen, () -> accept(channel)));
    Unending.start("lmtp-deadlines", () -> closing.getCount() > 0, this::watch);
  }

  private static ServerSocketChannel bind(Path file) throws IOException {
    // What a killed server left behind, and nothing else.
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.delete(file);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      return channel.bind(UnixDomainSocketAddress.of(file));
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private void accept(ServerSocketChannel channel) throws IOException {
    SocketChannel client = channel.accept();
    Thread.ofVirtual().name("lmtp").start(() -> serve(client));
  }

  private void serve(SocketChannel client) {
    try (client) {
      if (!isAllowed(client.getRemoteAddress())) {
        refuse(client, "550 5.7.1 deliveries from this address are not taken");
      } else if (!places.tryAcquire()) {
        refuse(client, "421 4.3.2 too many connections; try again later");
      } else {
        try {
          converse(client);
        } finally {
          places.release();
        }
      }
    } catch (IOException gone) {
      LOG.debug("an LMTP connection ended: {}", gone.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(SocketChannel client) throws IOException, InterruptedException {
    LmtpConnection connection = new LmtpConnection(client, settings.identity());
    connections.add(connection);
    if (closing.getCount() == 0) {
      connection.endSoon();
    }
    // Closing sends what is left, which a client may not take: it is watched too.
    try (connection) {
      new LmtpSession(settings, delivery, connection, clock).run();
    } finally {
      connections.remove(connection);
    }
  }

  private boolean isAllowed(SocketAddress remote) {
    return !(remote instanceof InetSocketAddress address)
        || settings.allowed().stream().anyMatch(range -> range.has(address.getAddress()));
  }

  private static void refuse(SocketChannel client, String line) throws IOException {
    client.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.US_ASCII)));
  }

  private void watch() throws InterruptedException {
    if (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      connections.forEach(connection -> connection.closeIfLate(now));
    }
  }

  /**
   * Takes no more connections, lets the messages be finished that are on their way, for some
   * seconds, and closes.
   */
  @Override
  public void close() {
    closing.countDown();
    for (ServerSocketChannel channel : listening) {
      try {
        channel.close();
      } catch (IOException failed) {
        LOG.warn("an LMTP socket does not close: {}", failed.getMessage());
      }
    }
    // A client that is between messages is not waited for.
    connections.forEach(LmtpConnection::endSoon);
    try {
      if (!places.tryAcquire(
          LmtpLimits.MAX_CONNECTIONS, LmtpLimits.STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        connections.forEach(LmtpConnection::closeNow);
      }
      if (settings.socketFile().isPresent()) {
        Files.deleteIfExists(settings.socketFile().get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException failed) {
      LOG.warn("the file of the LMTP socket stays: {}", failed.getMessage());
    }
  }
}
