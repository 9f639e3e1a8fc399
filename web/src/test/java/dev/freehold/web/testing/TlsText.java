package dev.freehold.web.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection on which a test writes HTTP/1.1 by hand. */
public final class TlsText implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final SSLSocket socket;

  private TlsText(SSLSocket socket) {
    this.socket = socket;
  }

  /** Connects to loopback. */
  public static TlsText connect(SSLContext tls, int port) throws IOException {
    return connect(tls, "127.0.0.1", port);
  }

  /** Connects to loopback from one of its addresses. */
  public static TlsText connect(SSLContext tls, String from, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(
                    InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new TlsText(socket);
  }

  /** Writes characters, one byte each. */
  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads one answer, headers and body, or what comes until the end. */
  public String answer() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return text.toString();
      }
      text.append((char) next);
    }
    Matcher length = LENGTH.matcher(text);
    int bodyBytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return text + new String(in.readNBytes(bodyBytes), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
