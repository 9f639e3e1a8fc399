package dev.freehold.web.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** HTTP/2 frame by frame (RFC 9113), for clients that do what no library lets them. */
public final class Http2Frames implements AutoCloseable {

  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int CONTINUATION = 9;
  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;
  public static final int ENHANCE_YOUR_CALM = 11;

  private static final int FIRST_STATUS = 0x88;

  /** The statuses of the static table of RFC 7541, from index 8. */
  private static final List<Integer> STATUSES = List.of(200, 204, 206, 304, 400, 404, 500);

  private static final int FRAME_HEADER_BYTES = 9;
  private static final int FLAGS_AND_STREAM_BYTES = 5;
  private static final int GOAWAY_CODE_AT = 7;
  private static final int MAX_SHORT = 126;

  private final SSLSocket socket;

  private Http2Frames(SSLSocket socket) {
    this.socket = socket;
  }

  /** Connects and sends the preface and empty settings. */
  public static Http2Frames connect(SSLContext tls, int port) throws IOException {
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    Http2Frames frames = new Http2Frames(socket);
    frames.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frames.send(SETTINGS, 0, 0, new byte[0]);
    return frames;
  }

  /** Sends a frame. */
  public void send(int type, int flags, int stream, byte[] payload) throws IOException {
    raw(frame(type, flags, stream, payload.length, payload));
  }

  /** Sends bytes as they are. */
  public void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** A frame whose header promises {@code length} bytes. */
  public static byte[] frame(int type, int flags, int stream, int length, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(FRAME_HEADER_BYTES + payload.length);
    frame.write(length >> 16);
    frame.write(length >> 8);
    frame.write(length);
    frame.write(type);
    frame.write(flags);
    frame.write(stream >> 24);
    frame.write(stream >> 16);
    frame.write(stream >> 8);
    frame.write(stream);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /** Header fields without any compression; name, value, name, value. */
  public static byte[] headers(String... fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      block.write(0);
      text(block, fields[i]);
      text(block, fields[i + 1]);
    }
    return block.toByteArray();
  }

  /** The headers of a request. */
  public static byte[] request(String method, String host, String path) {
    return headers(":method", method, ":scheme", "https", ":authority", host, ":path", path);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    if (text.length() > MAX_SHORT) {
      throw new IllegalArgumentException("at most 126 characters here");
    }
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A frame that came.
   *
   * @param errorCode the one of a GOAWAY, 0 in all others
   * @param status that headers begin with, if it is one that HPACK lists, else 0
   */
  public record Frame(int type, int errorCode, int status) {}

  private static int status(byte[] headers) {
    int at = 0;
    if ((headers[at] & 0xE0) == 0x20) { // the size of the dynamic table comes first
      do {
        at++;
      } while ((headers[at] & 0x80) != 0);
      at++;
    }
    int listed = (headers[at] & 0xFF) - FIRST_STATUS;
    return listed >= 0 && listed < STATUSES.size() ? STATUSES.get(listed) : 0;
  }

  /** The next frame, or nothing when the server has closed the connection. */
  public Optional<Frame> receive() throws IOException {
    socket.setSoTimeout(20_000);
    InputStream raw = socket.getInputStream();
    int first = raw.read();
    if (first < 0) {
      return Optional.empty();
    }
    DataInputStream in = new DataInputStream(raw);
    int length = first << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    in.readNBytes(FLAGS_AND_STREAM_BYTES);
    byte[] payload = in.readNBytes(length);
    return Optional.of(
        new Frame(
            type,
            type == GOAWAY ? payload[GOAWAY_CODE_AT] : 0,
            type == HEADERS ? status(payload) : 0));
  }

  /** Reads what comes within {@code time} and forgets it; false if the server has closed. */
  public boolean listen(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    byte[] buffer = new byte[1024];
    for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      try {
        socket.setSoTimeout((int) left);
        if (socket.getInputStream().read(buffer) < 0) {
          return false;
        }
      } catch (SocketTimeoutException e) {
        return true;
      }
    }
    return true;
  }

  /** Reads until a frame of {@code type} comes; empty if the server closes first. */
  public Optional<Frame> receive(int type) throws IOException {
    Optional<Frame> frame = receive();
    while (frame.isPresent() && frame.get().type() != type) {
      frame = receive();
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
