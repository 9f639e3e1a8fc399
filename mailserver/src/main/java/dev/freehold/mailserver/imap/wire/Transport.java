package dev.freehold.mailserver.imap.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.ConnectionEndedException;
import dev.freehold.web.WebLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A client's socket, with TLS and compression over it as they come. Used by the connection's
 * thread; {@link #abort} and {@link #look} by others too.
 */
public final class Transport {

  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final int COMPRESSION_LEVEL = 5;

  private final Socket socket;
  private final Optional<SSLContext> certificate;
  private final boolean isLocal;
  private final Semaphore compressions;
  private final ConnectionOutput output;
  private final ConnectionInput input;
  private final LeastOutput leastOutput = new LeastOutput();
  private InputStream source;
  private volatile Optional<SSLSocket> secured = Optional.empty();
  private volatile long handshakeEndNanos;
  private volatile boolean isInHandshake;
  private Optional<Runnable> endOfCompression = Optional.empty();

  /**
   * @param source what is read from the socket, with what was read of it already
   * @param certificate for TLS; empty if there is none
   * @param isLocal whether the socket may be used without TLS
   * @param compressions how many more connections may compress
   */
  public Transport(
      Socket socket,
      InputStream source,
      Optional<SSLContext> certificate,
      boolean isLocal,
      Semaphore compressions)
      throws IOException {
    this.socket = socket;
    this.source = source;
    this.certificate = certificate;
    this.isLocal = isLocal;
    this.compressions = compressions;
    this.output = new ConnectionOutput(socket.getOutputStream());
    this.input = new ConnectionInput(source, output, socket::setSoTimeout);
  }

  /** What the client sends. */
  public ConnectionInput input() {
    return input;
  }

  /** What the client is sent. */
  public ConnectionOutput output() {
    return output;
  }

  /** Whether TLS can be begun: there is a certificate, and no TLS yet. */
  public boolean canSecure() {
    return certificate.isPresent() && secured.isEmpty();
  }

  /** Whether nobody else reads what goes over it: it has TLS, or stays on this machine. */
  public boolean isSecure() {
    return secured.isPresent() || isLocal;
  }

  /** The session of TLS, if there is one. */
  public Optional<SSLSession> tls() {
    return secured.map(SSLSocket::getSession);
  }

  /**
   * Sends what is written and makes the handshake.
   *
   * @throws ConnectionEndedException if the client sent commands that nobody protected
   * @throws UncheckedIOException if the handshake fails
   */
  public void secure() {
    if (input.hasMore()) {
      throw new ConnectionEndedException("nothing may follow STARTTLS before TLS");
    }
    try {
      output.flush();
      handshake(source.readNBytes(Math.max(source.available(), 0)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void handshake(byte[] readAlready) throws IOException {
    handshakeEndNanos = System.nanoTime() + WebLimits.HEADER_TIMEOUT.toNanos();
    isInHandshake = true;
    socket.setSoTimeout(Math.toIntExact(WebLimits.HEADER_TIMEOUT.toMillis()));
    SSLSocket tls =
        (SSLSocket)
            certificate
                .orElseThrow()
                .getSocketFactory()
                .createSocket(socket, new ByteArrayInputStream(readAlready), true);
    tls.setUseClientMode(false);
    tls.setEnabledProtocols(TLS_VERSIONS);
    tls.startHandshake();
    isInHandshake = false;
    source = tls.getInputStream();
    input.replace(source);
    output.replace(tls.getOutputStream());
    secured = Optional.of(tls);
  }

  /** Whether compression can be begun: few enough connections have it, and this one has not. */
  public boolean canCompress() {
    return endOfCompression.isEmpty() && compressions.availablePermits() > 0;
  }

  /** Whether compression has begun. */
  public boolean isCompressed() {
    return endOfCompression.isPresent();
  }

  /** Sends what is written and compresses what follows, in both directions. */
  public void compress() {
    if (!compressions.tryAcquire()) {
      throw new ConnectionEndedException("too many connections compress just now");
    }
    Deflater deflater = new Deflater(COMPRESSION_LEVEL, true);
    Inflater inflater = new Inflater(true);
    endOfCompression =
        Optional.of(
            () -> {
              deflater.end();
              inflater.end();
              compressions.release();
            });
    try {
      InputStream compressed =
          new SequenceInputStream(new ByteArrayInputStream(input.takeBuffered()), source);
      input.replace(
          new InflaterInputStream(compressed, inflater, MailServerLimits.INPUT_BUFFER_BYTES));
      output.compress(deflater);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Closes the socket at once. A thread that reads or writes fails. */
  public void abort() {
    try {
      socket.close();
    } catch (IOException closedBadly) {
      // Nothing is expected of it any more.
    }
  }

  /** Sends what is written, waits a moment until the client has taken it, and closes. */
  public void close() {
    try {
      output.flush();
      if (secured.isPresent()) {
        secured.get().shutdownOutput();
      } else {
        socket.shutdownOutput();
      }
      input.expectWithin(MailServerLimits.LINGER);
      while (input.awaitMore()) {
        input.takeBuffered();
      }
    } catch (IOException gone) {
      // It does not have to know.
    } finally {
      abort();
    }
  }

  /** Gives back what the compression holds; called once, when no thread uses it any more. */
  public void free() {
    endOfCompression.ifPresent(Runnable::run);
  }

  /** Closes the socket if the client is too slow; called each second. */
  public void look(long nowNanos) {
    boolean isLate = isInHandshake && nowNanos - handshakeEndNanos > 0;
    if (isLate || leastOutput.isBehind(nowNanos, output)) {
      abort();
    }
  }

  /** How far the client is behind the least rate at which it has to take answers. */
  private static final class LeastOutput {

    @GuardedBy("this")
    private long lookedNanos = System.nanoTime();

    @GuardedBy("this")
    private long takenBytes;

    @GuardedBy("this")
    private long owedNanos;

    synchronized boolean isBehind(long nowNanos, ConnectionOutput output) {
      long nanos = nowNanos - lookedNanos;
      lookedNanos = nowNanos;
      long taken = output.takenBytes();
      long paidNanos =
          (taken - takenBytes) * TimeUnit.SECONDS.toNanos(1) / WebLimits.LEAST_BYTES_PER_SECOND;
      takenBytes = taken;
      owedNanos = output.isWriting() ? Math.max(0, owedNanos + nanos - paidNanos) : 0;
      return owedNanos > MailServerLimits.STALLED_TIMEOUT.toNanos();
    }
  }
}
