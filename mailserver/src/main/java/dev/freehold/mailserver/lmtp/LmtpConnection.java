package dev.freehold.mailserver.lmtp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.tls.TlsIdentity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection, over TCP or a Unix-domain socket, with or without TLS. Used by the thread
 * of its session; {@link #closeIfLate} by the thread that watches all of them.
 */
final class LmtpConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LmtpConnection.class);

  private final SocketChannel channel;
  private final Optional<TlsIdentity> identity;
  private final String peer;
  private InputStream in;
  private OutputStream out;
  private Optional<SSLSocket> tls = Optional.empty();

  @GuardedBy("this")
  private long dueNanos;

  @GuardedBy("this")
  private boolean busy;

  @GuardedBy("this")
  private boolean ending;

  LmtpConnection(SocketChannel channel, Optional<TlsIdentity> identity) throws IOException {
    this.channel = channel;
    SocketAddress remote = channel.getRemoteAddress();
    boolean isTcp = remote instanceof InetSocketAddress;
    this.identity = isTcp ? identity : Optional.empty();
    this.peer =
        remote instanceof InetSocketAddress address
            ? "[" + address.getAddress().getHostAddress() + "]"
            : "local socket";
    this.in = isTcp ? channel.socket().getInputStream() : Channels.newInputStream(channel);
    this.out =
        new BufferedOutputStream(
            isTcp ? channel.socket().getOutputStream() : Channels.newOutputStream(channel));
    within(LmtpLimits.IDLE);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Where the client connects from, for the Received field. */
  String peer() {
    return peer;
  }

  /** The protocol's name in the Received field (RFC 3848). */
  String protocol() {
    return tls.isPresent() ? "LMTPS" : "LMTP";
  }

  boolean canStartTls() {
    return identity.isPresent() && tls.isEmpty();
  }

  /** Runs the handshake; what follows is encrypted. */
  void startTls() throws IOException {
    Socket plain = channel.socket();
    SSLSocket secured =
        (SSLSocket)
            identity
                .orElseThrow()
                .serverContext()
                .getSocketFactory()
                .createSocket(plain, null, plain.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    tls = Optional.of(secured);
    in = secured.getInputStream();
    out = new BufferedOutputStream(secured.getOutputStream());
  }

  /** The connection is closed unless this is called again within {@code time}. */
  synchronized void within(Duration time) {
    dueNanos = System.nanoTime() + time.toNanos();
  }

  /** While it is true, a message is on its way and the connection is worth waiting for. */
  void setBusy(boolean isBusy) {
    boolean isOver;
    synchronized (this) {
      this.busy = isBusy;
      isOver = ending && !isBusy;
    }
    if (isOver) {
      closeNow();
    }
  }

  /** Closes the connection, after the message that is on its way. */
  void endSoon() {
    synchronized (this) {
      ending = true;
      if (busy) {
        return;
      }
    }
    closeNow();
  }

  /** Closes the connection, which ends whatever its session waits for. */
  void closeNow() {
    try {
      channel.close();
    } catch (IOException failed) {
      LOG.debug("an LMTP connection did not close: {}", failed.getMessage());
    }
  }

  /** Closes the connection if its time is over, which ends whatever its session waits for. */
  void closeIfLate(long nowNanos) {
    boolean isLate;
    synchronized (this) {
      isLate = nowNanos - dueNanos > 0;
    }
    if (isLate) {
      closeNow();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.flush();
      if (tls.isPresent()) {
        tls.get().close();
      }
    } finally {
      channel.close();
    }
  }
}
