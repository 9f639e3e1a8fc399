package dev.freehold.mail.migration.imap;

import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens sockets to sources. It checks an address and connects to that same address, so a name that
 * resolves differently a moment later cannot lead elsewhere. Safe for use by many threads.
 */
public final class SourceSockets {

  private static final List<InetAddress> NONE = List.of();

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
    String host = endpoint.server();
    int port = endpoint.port();
    return connect(
        host, port, permitted.permits(host, port), each -> permitted.permits(host, port, each));
  }

  /** Reads what a server answers, of which it takes no more than it needs. */
  @FunctionalInterface
  public interface AnswerReader<T> {
    /** Reads an answer from the beginning. */
    T read(InputStream answer) throws IOException;
  }

  /**
   * Sends a request to the server that gives access tokens for an endpoint, and gives what comes
   * back.
   *
   * @param request not kept; the caller overwrites it
   * @param reader reads the answer, within {@link MigrationLimits#TOKEN_TIMEOUT}
   * @throws SourceException {@code TOKEN_SERVER_UNUSABLE} or {@code ADDRESS_REFUSED}
   */
  public <T> T askTokenServer(MigrationEndpoint endpoint, byte[] request, AnswerReader<T> reader)
      throws SourceException {
    URI server = endpoint.signIn().tokenServer();
    String host = server.getHost();
    int port = SignInMethod.port(server);
    Socket plain = connectForTokens(host, port);
    try (SocketDeadline _ = new SocketDeadline(plain, MigrationLimits.TOKEN_TIMEOUT);
        Socket secured = secure(plain, host, port, endpoint.trust().tokenContext(), true)) {
      secured.getOutputStream().write(request);
      secured.getOutputStream().flush();
      return reader.read(secured.getInputStream());
    } catch (IOException e) {
      throw new SourceException(SourceError.TOKEN_SERVER_UNUSABLE, e);
    } finally {
      closeQuietly(plain);
    }
  }

  private Socket connectForTokens(String host, int port) throws SourceException {
    try {
      return connect(
          host,
          port,
          permitted.permitsTokens(host, port),
          each -> permitted.permitsTokens(host, port, each));
    } catch (SourceException e) {
      throw e.error() == SourceError.ADDRESS_REFUSED
          ? e
          : new SourceException(SourceError.TOKEN_SERVER_UNUSABLE, e);
    }
  }

  private Socket connect(String host, int port, boolean mayBe, Predicate<InetAddress> isPermitted)
      throws SourceException {
    SourceException last = new SourceException(SourceError.ADDRESS_REFUSED);
    for (InetAddress address : mayBe ? addresses(host, port, isPermitted) : NONE) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      watcher.accept(socket);
      try {
        socket.connect(
            new InetSocketAddress(address, port), (int) MigrationLimits.CONNECT_TIMEOUT.toMillis());
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

  private List<InetAddress> addresses(String host, int port, Predicate<InetAddress> isPermitted)
      throws SourceException {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(isPermitted)
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
    CertificateTrust trust = endpoint.trust();
    return secure(plain, endpoint.server(), endpoint.port(), trust.context(), trust.checksName());
  }

  /** The same for any server, by {@code context}. */
  Socket secure(Socket plain, String host, int port, SSLContext context, boolean checksName)
      throws SourceException {
    SocketDeadline deadline = new SocketDeadline(plain, handshakeTimeout);
    try (deadline) {
      SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
      if (checksName) {
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

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to do with it.
    }
  }
}
