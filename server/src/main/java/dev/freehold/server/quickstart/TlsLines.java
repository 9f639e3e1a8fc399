package dev.freehold.server.quickstart;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection to this machine on which lines of text go both ways. Not thread-safe. */
final class TlsLines implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Socket raw;
  private Socket socket;
  private InputStream in;

  private TlsLines(int port) throws IOException {
    raw = new Socket(InetAddress.getLoopbackAddress(), port);
    raw.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
    use(raw);
  }

  /** Connects without TLS. */
  static TlsLines plain(int port) throws IOException {
    return new TlsLines(port);
  }

  private void use(Socket other) throws IOException {
    socket = other;
    in = new BufferedInputStream(other.getInputStream());
  }

  /** Begins TLS; the certificate has to have the name. */
  TlsLines tls(SSLContext trust, String name) throws IOException {
    SSLSocket tls =
        (SSLSocket) trust.getSocketFactory().createSocket(raw, name, raw.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    use(tls);
    return this;
  }

  /** Sends text that has its line ends. */
  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** The next line, a byte a character, with its line end. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    do {
      next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.write(next);
    } while (next != '\n');
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
