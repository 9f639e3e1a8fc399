package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of IMAP4rev1 (RFC 3501) that reading a mailbox needs. It stores nothing that a server
 * says beyond a bound, and streams the bytes of messages. It opens folders read-only and reads
 * messages with {@code PEEK}, so nothing changes at the source. One thread.
 */
public final class ImapClient implements AutoCloseable {

  private static final Pattern EXISTS = Pattern.compile("\\* (\\d{1,9}) EXISTS");
  private static final Pattern UID_VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d{1,10})\\]");

  private final Socket plain;
  private final Socket socket;
  private final ImapInput in;
  private final OutputStream out;
  private final ImapFetch fetch;
  private int commands;
  private boolean broken;

  /** Speaks over {@code socket}, which is {@code plain} or has TLS over it. */
  private ImapClient(Socket plain, Socket socket) throws SourceException {
    this.plain = plain;
    this.socket = socket;
    try {
      this.in = new ImapInput(plain, socket.getInputStream());
      this.out = socket.getOutputStream();
      this.fetch = new ImapFetch(this, in);
    } catch (IOException e) {
      throw new SourceException(SourceError.CONNECTION_LOST, e);
    }
  }

  /** Connects and hears the greeting of an IMAP server. */
  public static ImapClient connect(SourceSockets sockets, MigrationEndpoint endpoint)
      throws IOException {
    Socket plain = sockets.connect(endpoint);
    try {
      return switch (endpoint.security()) {
        case NONE -> greeted(plain, plain);
        case SSL -> greeted(plain, sockets.secure(plain, endpoint));
        case TLS -> {
          greeted(plain, plain).startTls();
          // What was read ahead in clear goes with the client that read it.
          ImapClient secured = new ImapClient(plain, sockets.secure(plain, endpoint));
          secured.command("NOOP").requireOk(SourceError.PROTOCOL_INVALID);
          yield secured;
        }
      };
    } catch (IOException | RuntimeException e) {
      SourceSockets.closeQuietly(plain);
      throw e;
    }
  }

  private static ImapClient greeted(Socket plain, Socket socket) throws IOException {
    ImapClient client = new ImapClient(plain, socket);
    String greeting = client.in.response().toUpperCase(Locale.ROOT);
    if (!greeting.startsWith("* OK")) {
      throw new SourceException(
          greeting.startsWith("* BYE")
              ? SourceError.CONNECTION_LOST
              : SourceError.PROTOCOL_INVALID);
    }
    return client;
  }

  private void startTls() throws IOException {
    command("STARTTLS").requireOk(SourceError.NO_STARTTLS);
  }

  /** Makes sure that the server says it speaks IMAP4rev1, and tells what it is able to do. */
  public List<String> requireImap() throws IOException {
    List<String> said = command("CAPABILITY").requireOk(SourceError.PROTOCOL_INVALID).untagged();
    if (said.stream().noneMatch(line -> line.toUpperCase(Locale.ROOT).contains("IMAP4REV1"))) {
      throw new SourceException(SourceError.PROTOCOL_INVALID);
    }
    return said;
  }

  /** Signs in. */
  public void login(String userName, SourcePassword password) throws IOException {
    List<String> said = requireImap();
    boolean plain =
        said.stream().anyMatch(line -> line.toUpperCase(Locale.ROOT).contains("AUTH=PLAIN"));
    byte[] secret = password.copy();
    try {
      ImapAnswer answer = plain ? authenticate(userName, secret) : loginCommand(userName, secret);
      if (answer.isBusy()) {
        throw new SourceException(SourceError.CONNECTION_LOST);
      }
      answer.requireOk(SourceError.LOGIN_REFUSED);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private ImapAnswer authenticate(String userName, byte[] secret) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(0);
    message.write(userName.getBytes(UTF_8));
    message.write(0);
    message.write(secret);
    byte[] plain = message.toByteArray();
    byte[] encoded = Base64.getEncoder().encode(plain);
    Arrays.fill(plain, (byte) 0);
    try {
      return conversation("AUTHENTICATE PLAIN", List.of(encoded));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** As literals, which may hold any characters. */
  private ImapAnswer loginCommand(String userName, byte[] secret) throws IOException {
    byte[] user = userName.getBytes(UTF_8);
    byte[] userAndLength =
        (new String(user, ISO_8859_1) + " {" + secret.length + "}").getBytes(ISO_8859_1);
    return conversation("LOGIN {" + user.length + "}", List.of(userAndLength, secret));
  }

  /**
   * All folders that may have messages.
   *
   * @param earlier the paths that earlier runs gave, by {@link SourceFolder#name}
   */
  public List<SourceFolder> folders(Map<String, String> earlier) throws IOException {
    List<String> lines =
        command("LIST \"\" \"*\"").requireOk(SourceError.PROTOCOL_INVALID).untagged();
    return SourceFolders.parse(lines, earlier);
  }

  /** Opens a folder for reading. */
  public Opened examine(String name) throws IOException {
    ImapAnswer answer = command("EXAMINE " + quoted(name));
    if (answer.isBusy()) {
      abandon();
      throw new SourceException(SourceError.CONNECTION_LOST);
    }
    answer.requireOk(SourceError.FOLDER_REFUSED);
    String all = String.join("\n", answer.untagged());
    Matcher exists = EXISTS.matcher(all);
    Matcher validity = UID_VALIDITY.matcher(all);
    if (!exists.find() || !validity.find()) {
      throw new SourceException(SourceError.PROTOCOL_INVALID);
    }
    return new Opened(Long.parseLong(validity.group(1)), Integer.parseInt(exists.group(1)));
  }

  /** An opened folder. */
  public record Opened(long uidValidity, int messages) {}

  /** The socket below TLS; closing it ends whatever waits for it. */
  Socket plain() {
    return plain;
  }

  /** Asks for messages of the opened folder. */
  public ImapFetch fetch() {
    return fetch;
  }

  /** What follows the bytes of a message, to the end of the answer. */
  ImapAnswer finish(String tag) throws IOException {
    in.begin();
    return answer(tag);
  }

  /** Closes the socket without a word: the connection is of no more use. */
  public void abandon() {
    broken = true;
    try (var _ = new SocketDeadline(plain, MigrationLimits.CLOSE_TIMEOUT)) {
      SourceSockets.closeQuietly(socket);
    }
  }

  /** False once the connection can be of no more use. */
  public boolean isUsable() {
    return !broken && !socket.isClosed();
  }

  ImapAnswer command(String text) throws IOException {
    return answer(send(text));
  }

  String send(String text) throws IOException {
    String tag = "f" + ++commands + " ";
    write((tag + text + "\r\n").getBytes(ISO_8859_1));
    in.begin();
    return tag;
  }

  /** A command that goes on with a line each time the server asks for it. */
  private ImapAnswer conversation(String text, List<byte[]> lines) throws IOException {
    String tag = send(text);
    for (byte[] line : lines) {
      String response = in.response();
      while (response.startsWith("* ")) {
        response = in.response();
      }
      if (!response.startsWith("+")) {
        return new ImapAnswer(
            response.substring(Math.min(tag.length(), response.length())), List.of());
      }
      write(line);
      write(new byte[] {'\r', '\n'});
    }
    return answer(tag);
  }

  private void write(byte[] bytes) throws IOException {
    write(bytes, MigrationLimits.READ_TIMEOUT);
  }

  private void write(byte[] bytes, Duration time) throws IOException {
    try (var _ = new SocketDeadline(plain, time)) {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new SourceException(SourceError.CONNECTION_LOST, e);
    }
  }

  private ImapAnswer answer(String tag) throws IOException {
    List<String> untagged = new ArrayList<>();
    while (true) {
      String response = in.response();
      if (response.startsWith(tag)) {
        return new ImapAnswer(response.substring(tag.length()), untagged);
      }
      untagged.add(response);
    }
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Says good-bye as far as the server lets it. */
  @Override
  public void close() {
    try {
      if (isUsable()) {
        write("bye LOGOUT\r\n".getBytes(ISO_8859_1), MigrationLimits.CLOSE_TIMEOUT);
      }
    } catch (IOException e) {
      // The server has gone first.
    }
    abandon();
  }
}
