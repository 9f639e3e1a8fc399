package dev.freehold.chaos.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * Sends HTTP requests to one listener of one node, each exactly once: no request is repeated, so a
 * connection that breaks leaves an outcome that is not known. For one thread.
 */
final class HttpDoor implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 64 << 20;

  private final SSLContext trust;
  private final String name;
  private final String address;
  private final int port;
  private final Duration silence;
  private NodeSocket socket;

  /**
   * @param silence how long to wait for the next byte
   */
  HttpDoor(SSLContext trust, String name, String address, int port, Duration silence) {
    this.silence = silence;
    this.trust = trust;
    this.name = name;
    this.address = address;
    this.port = port;
  }

  /**
   * What came back.
   *
   * @param headers by their names in small letters
   * @param lastByte when the body was complete, by {@link System#nanoTime}
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Reply(int status, Map<String, String> headers, byte[] body, long lastByte) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** What requests have to say in the header {@code Host}. */
  String host() {
    return name + ":" + port;
  }

  /**
   * Connects if there is no connection.
   *
   * @throws IOException if nobody answers, in which case nothing was asked for
   */
  void connect() throws IOException {
    if (socket == null) {
      socket = NodeSocket.tls(trust, name, address, port, silence);
    }
  }

  /** Sends a request and takes the whole answer; {@link #connect} comes first. */
  Reply send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    boolean isDone = false;
    try {
      StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
      head.append("Host: ").append(host()).append("\r\n");
      headers.forEach((key, value) -> head.append(key + ": " + value + "\r\n"));
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      all.writeBytes(body);
      socket.send(all.toByteArray());
      Reply reply = reply(method);
      isDone = !"close".equalsIgnoreCase(reply.headers().get("connection"));
      return reply;
    } finally {
      if (!isDone) {
        close();
      }
    }
  }

  private Reply reply(String method) throws IOException {
    String[] status = socket.line().split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
      throw new IOException("no answer of HTTP");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = socket.line(); !line.isEmpty(); line = socket.line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int code = Integer.parseInt(status[1]);
    byte[] body = method.equals("HEAD") || code == 204 || code == 304 ? new byte[0] : body(headers);
    return new Reply(code, headers, body, System.nanoTime());
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return socket.bytes(bounded(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int length = chunk(); length > 0; length = chunk()) {
      body.writeBytes(socket.bytes(length));
      bounded(body.size());
      socket.line();
    }
    socket.line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return bounded(Integer.parseInt(socket.line().split(";", 2)[0].strip(), 16));
  }

  private static int bounded(int length) throws IOException {
    if (length > MAX_BODY_BYTES) {
      throw new IOException("an answer of more than " + MAX_BODY_BYTES + " bytes");
    }
    return length;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
