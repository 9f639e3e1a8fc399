package dev.freehold.chaos.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection to one node at its address, with lines and bytes in both ways. For one thread. */
final class NodeSocket implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** How long a client waits for the next byte while anything may go wrong. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  private static final int MAX_LINE_BYTES = 1 << 20;

  private final Socket raw;
  private Socket socket;
  private InputStream in;

  private NodeSocket(String address, int port, Duration silence) throws IOException {
    raw = new Socket();
    try {
      raw.connect(
          new InetSocketAddress(InetAddress.ofLiteral(address), port),
          Math.toIntExact(CONNECT.toMillis()));
      raw.setSoTimeout(Math.toIntExact(silence.toMillis()));
      raw.setTcpNoDelay(true);
      use(raw);
    } catch (IOException broken) {
      raw.close();
      throw broken;
    }
  }

  /** Connects without TLS. */
  static NodeSocket plain(String address, int port) throws IOException {
    return new NodeSocket(address, port, SILENCE);
  }

  /** Connects with TLS; the certificate has to have the name. */
  static NodeSocket tls(SSLContext trust, String name, String address, int port, Duration silence)
      throws IOException {
    NodeSocket made = new NodeSocket(address, port, silence);
    try {
      SSLSocket tls = (SSLSocket) trust.getSocketFactory().createSocket(made.raw, name, port, true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      made.use(tls);
      return made;
    } catch (IOException broken) {
      made.close();
      throw broken;
    }
  }

  private void use(Socket other) throws IOException {
    socket = other;
    in = new BufferedInputStream(other.getInputStream());
  }

  /** Sends bytes as they are. */
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Sends text that has its line ends. */
  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next line without its end, a byte a character. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (line.size() == MAX_LINE_BYTES) {
        throw new IOException("a line without an end");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** Exactly so many bytes. */
  byte[] bytes(int length) throws IOException {
    byte[] read = in.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("the server closed the connection");
    }
    return read;
  }

  @Override
  public void close() {
    try {
      raw.close();
    } catch (IOException alreadyGone) {
      // It is closed either way.
    }
  }
}
