package dev.freehold.server.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client of IMAP that sends commands as they are and gives all that is answered as text. */
public final class ImapLines implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket raw;
  private Socket socket;
  private InputStream in;
  private int commands;

  private ImapLines(int port) throws IOException {
    raw = new Socket(InetAddress.getLoopbackAddress(), port);
    raw.setSoTimeout(TIMEOUT_MILLIS);
    use(raw);
  }

  private void use(Socket other) throws IOException {
    socket = other;
    in = new BufferedInputStream(other.getInputStream());
  }

  /** Connects without TLS and reads the greeting. */
  public static ImapLines plain(int port) throws IOException {
    ImapLines client = new ImapLines(port);
    client.line();
    return client;
  }

  /** Connects with TLS and reads the greeting. */
  public static ImapLines tls(int port, SSLContext trust) throws IOException {
    ImapLines client = new ImapLines(port);
    client.handshake(trust);
    client.line();
    return client;
  }

  /** Begins TLS on the open connection. */
  public void handshake(SSLContext trust) throws IOException {
    SSLSocket tls =
        (SSLSocket) trust.getSocketFactory().createSocket(raw, "127.0.0.1", raw.getPort(), true);
    tls.startHandshake();
    use(tls);
  }

  /** Sends a command, without tag and end of line, and gives all lines of the answer. */
  public String command(String text) throws IOException {
    commands++;
    String tag = "t" + commands;
    socket
        .getOutputStream()
        .write((tag + " " + text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    StringBuilder answer = new StringBuilder();
    String line;
    do {
      line = line();
      answer.append(line).append('\n');
    } while (!line.startsWith(tag + " ") && !line.startsWith("* BYE"));
    return answer.toString();
  }

  /** Begins to wait for changes in the selected folder; {@link #next} gives them. */
  public void idle() throws IOException {
    socket.getOutputStream().write("idle IDLE\r\n".getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    String answer = next();
    if (!answer.startsWith("+")) {
      throw new IOException(answer);
    }
  }

  /** The next line that the server sends. */
  public String next() throws IOException {
    return line();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
