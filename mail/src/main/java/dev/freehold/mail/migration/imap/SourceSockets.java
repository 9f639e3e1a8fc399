package dev.freehold.mail.migration.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Opens sockets to sources. It checks an address and connects to that same address, so a name that
 * resolves differently a moment later cannot lead elsewhere. Safe for use by many threads.
 */
public final class SourceSockets {

  private final SourceServers permitted;
  private final Duration handshakeTimeout;
  private final Consumer<Socket> watcher;

  /** Opens sockets to servers that {@code permitted} lets through. */
  public SourceSockets(SourceServers permitted) {
    this(permitted, MigrationLimits.HANDSHAKE_TIMEOUT);
  }

  /** The same with another bound on the TLS handshake. */
  public SourceSockets(SourceServers permitted, Duration handshakeTimeout) {
    this(permitted, handshakeTimeout, socket -> {});
  }

  private SourceSockets(
      SourceServers permitted, Duration handshakeTimeout, Consumer<Socket> watcher) {
    this.permitted = permitted;
    this.handshakeTimeout = handshakeTimeout;
    this.watcher = watcher;
  }

  /**
   * The same, where {@code each} socket is shown before it connects, and may be closed any time.
   */
  public SourceSockets watchedBy(Consumer<Socket> each) {
    return new SourceSockets(permitted, handshakeTimeout, each);
  }

  /** Connects without TLS. */
  Socket connect(MigrationEndpoint endpoint) throws SourceException {
    SourceException last = new SourceException(SourceError.ADDRESS_REFUSED);
    for (InetAddress address : addresses(endpoint)) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      watcher.accept(socket);
      try {
        socket.connect(
            new InetSocketAddress(address, endpoint.port()),
            (int) MigrationLimits.CONNECT_TIMEOUT.toMillis());
        socket.setSoTimeout((int) MigrationLimits.READ_TIMEOUT.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        last = new SourceException(SourceError.UNREACHABLE, e);
      }
    }
    throw last;
  }

  private List<InetAddress> addresses(MigrationEndpoint endpoint) throws SourceException {
    String host = endpoint.server();
    int port = endpoint.port();
    if (!permitted.permits(host, port)) {
      return List.of();
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(address -> permitted.permits(host, port, address))
          .limit(MigrationLimits.MAX_ADDRESSES)
          .toList();
    } catch (UnknownHostException e) {
      // A tenant must not learn from the answer which names exist inside.
      throw new SourceException(
          permitted.isListed(host, port) ? SourceError.UNREACHABLE : SourceError.ADDRESS_REFUSED,
          e);
    }
  }

  /** Puts TLS over a socket, which is closed if that fails. */
  Socket secure(Socket plain, MigrationEndpoint endpoint) throws SourceException {
    SocketDeadline deadline = new SocketDeadline(plain, handshakeTimeout);
    try (deadline) {
      SSLSocket secured =
          (SSLSocket)
              context(endpoint)
                  .getSocketFactory()
                  .createSocket(plain, endpoint.server(), endpoint.port(), true);
      if (!endpoint.acceptUntrusted()) {
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
      }
      secured.startHandshake();
      return secured;
    } catch (SSLException e) {
      closeQuietly(plain);
      throw new SourceException(
          deadline.isOver() ? SourceError.CONNECTION_LOST : SourceError.UNTRUSTED, e);
    } catch (IOException e) {
      closeQuietly(plain);
      throw new SourceException(SourceError.CONNECTION_LOST, e);
    }
  }

  private static SSLContext context(MigrationEndpoint endpoint) {
    try {
      if (!endpoint.acceptUntrusted()) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to do with it.
    }
  }
}
