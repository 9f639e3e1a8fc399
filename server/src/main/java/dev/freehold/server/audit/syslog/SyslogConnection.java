package dev.freehold.server.audit.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a collector. Syslog acknowledges nothing, so what was written is known to have
 * been read only when the collector answers the close of the connection: TLS brings the close after
 * all that came before it. Used by one thread.
 */
final class SyslogConnection implements AutoCloseable {

  private final Socket plain;
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Duration answer;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("syslog-deadline").factory());

  private SyslogConnection(Socket plain, SSLSocket socket, Duration answer) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.answer = answer;
  }

  /**
   * Connects, if the collector's certificate is one of its authority for its name.
   *
   * @param answer how long a page may take to be taken, and a close to be answered
   */
  static SyslogConnection open(SyslogTarget target, Duration answer) throws IOException {
    Socket plain = new Socket();
    try {
      int timeoutMillis = (int) SinkLimits.CONNECT.toMillis();
      plain.connect(new InetSocketAddress(target.host(), target.port()), timeoutMillis);
      plain.setSoTimeout(timeoutMillis);
      plain.setKeepAlive(true);
      SSLSocket socket =
          (SSLSocket)
              target
                  .tls()
                  .getSocketFactory()
                  .createSocket(plain, target.host(), target.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new SyslogConnection(plain, socket, answer);
    } catch (IOException | RuntimeException failed) {
      plain.close();
      throw failed;
    }
  }

  /**
   * Writes frames.
   *
   * @throws IOException if the connection broke or the collector takes nothing any more
   */
  void send(List<byte[]> frames) throws IOException {
    // A write has no timeout of its own; a closed socket ends it.
    Future<?> deadline = watch.schedule(this::abort, answer.toMillis(), TimeUnit.MILLISECONDS);
    try {
      for (byte[] frame : frames) {
        out.write(frame);
      }
      out.flush();
    } finally {
      deadline.cancel(false);
    }
  }

  /**
   * Listens for a while.
   *
   * @throws IOException if the collector closed the connection, or it broke
   */
  void listen(Duration time) throws IOException {
    socket.setSoTimeout((int) Math.max(1, time.toMillis()));
    try {
      if (readAway()) {
        throw new SocketException("the collector closed the connection on its own");
      }
    } catch (SocketTimeoutException quiet) {
      // what is expected: a collector has nothing to say
    }
  }

  /**
   * Closes, and waits for the collector to close in turn. When this returns, the collector has read
   * all that was sent.
   *
   * @param settle how long nothing must be heard before: a close of the collector's own, which
   *     would look like an answer, comes within this time
   * @throws IOException if that cannot be said
   */
  void closeConfirmed(Duration settle) throws IOException {
    listen(settle);
    socket.shutdownOutput();
    if (!plain.isOutputShutdown() && !plain.isClosed()) {
      plain.shutdownOutput();
    }
    socket.setSoTimeout((int) answer.toMillis());
    if (!readAway()) {
      throw new SocketException("the collector sends without end");
    }
  }

  /** Reads until the collector's close; false if it says more than it may. */
  private boolean readAway() throws IOException {
    byte[] unasked = new byte[1024];
    int total = 0;
    while (total < SinkLimits.MAX_UNASKED_BYTES) {
      int read = in.read(unasked);
      if (read < 0) {
        return true;
      }
      total += read;
    }
    return false;
  }

  private void abort() {
    try {
      plain.close();
    } catch (IOException alreadyGone) {
      // there is nothing else to end
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    abort();
  }
}
