package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Sends bytes as they are, and reads lines. */
public final class RawClient implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket raw;
  private InputStream in;
  private OutputStream out;
  private String greeting = "";

  private RawClient(Socket raw) throws IOException {
    this.raw = raw;
    raw.setSoTimeout(TIMEOUT_MILLIS);
    raw.setTcpNoDelay(true);
    use(raw);
  }

  private void use(Socket socket) throws IOException {
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  public static RawClient plain(int port) {
    return trying(() -> new RawClient(new Socket(InetAddress.getLoopbackAddress(), port)));
  }

  public static RawClient tls(int port, SSLContext trust) {
    RawClient client = plain(port);
    client.handshake(trust);
    return client;
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T trying(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public void handshake(SSLContext trust) {
    trying(
        () -> {
          SSLSocket tls =
              (SSLSocket)
                  trust.getSocketFactory().createSocket(raw, "127.0.0.1", raw.getPort(), true);
          tls.startHandshake();
          use(tls);
          return tls;
        });
  }

  public void compress() {
    in = new InflaterInputStream(in, new Inflater(true));
    out = new DeflaterOutputStream(out, new Deflater(6, true), 4096, true);
  }

  public String greeting() {
    if (greeting.isEmpty()) {
      greeting = line();
    }
    return greeting;
  }

  public Socket socket() {
    return raw;
  }

  public void send(String text) {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) {
    trying(
        () -> {
          out.write(bytes);
          out.flush();
          return null;
        });
  }

  /** A line without its end; null at the end of the connection. */
  public String line() {
    return trying(
        () -> {
          ByteArrayOutputStream line = new ByteArrayOutputStream();
          for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
              return null;
            }
            line.write(next);
          }
          return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        });
  }

  public byte[] bytes(int count) {
    return trying(() -> in.readNBytes(count));
  }

  /** The lines until one that begins with the tag, or all until the end. */
  public Answer answer(String tag) {
    List<String> lines = new ArrayList<>();
    for (String line = line(); line != null; line = line()) {
      lines.add(line);
      if (line.startsWith(tag + " ")) {
        break;
      }
    }
    return new Answer(lines);
  }

  public Answer command(String tag, String command) {
    send(tag + " " + command + "\r\n");
    return answer(tag);
  }

  /** Whether the server has closed the connection. */
  public boolean isEnded() {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  public record Answer(List<String> lines) {

    public String last() {
      return lines.isEmpty() ? "" : lines.getLast();
    }

    public Answer isOk() {
      assertThat(last()).contains(" OK ");
      return this;
    }

    public String all() {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() {
    trying(
        () -> {
          raw.close();
          return null;
        });
  }
}
