package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private static final Pattern BODY = Pattern.compile("BODY\\[\\] ", Pattern.CASE_INSENSITIVE);

  private final Socket plain;
  private final Socket socket;
  private final ImapInput in;
  private final OutputStream out;
  private int commands;
  private boolean broken;

  /** Speaks over {@code socket}, which is {@code plain} or has TLS over it. */
  private ImapClient(Socket plain, Socket socket) throws SourceException {
    this.plain = plain;
    this.socket = socket;
    try {
      this.in = new ImapInput(plain, socket.getInputStream());
      this.out = socket.getOutputStream();
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
    List<String> said = command("CAPABILITY").requireOk(SourceError.PROTOCOL_INVALID).untagged;
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
      Answer answer = plain ? authenticate(userName, secret) : loginCommand(userName, secret);
      String reason = answer.text.toUpperCase(Locale.ROOT);
      // RFC 5530: the server is not able to tell now, which says nothing about the password.
      if (!answer.isOk()
          && (reason.contains("[UNAVAILABLE]")
              || reason.contains("[INUSE]")
              || reason.contains("[LIMIT]"))) {
        throw new SourceException(SourceError.CONNECTION_LOST);
      }
      answer.requireOk(SourceError.LOGIN_REFUSED);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private Answer authenticate(String userName, byte[] secret) throws IOException {
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
  private Answer loginCommand(String userName, byte[] secret) throws IOException {
    byte[] user = userName.getBytes(UTF_8);
    byte[] userAndLength =
        (new String(user, ISO_8859_1) + " {" + secret.length + "}").getBytes(ISO_8859_1);
    return conversation("LOGIN {" + user.length + "}", List.of(userAndLength, secret));
  }

  /** All folders that can be opened. */
  public List<SourceFolder> folders() throws IOException {
    List<String> lines =
        command("LIST \"\" \"*\"").requireOk(SourceError.PROTOCOL_INVALID).untagged;
    return SourceFolders.parse(lines);
  }

  /** Opens a folder for reading. */
  public Opened examine(String name) throws IOException {
    Answer answer = command("EXAMINE " + quoted(name)).requireOk(SourceError.FOLDER_REFUSED);
    String all = String.join("\n", answer.untagged);
    Matcher exists = EXISTS.matcher(all);
    Matcher validity = UID_VALIDITY.matcher(all);
    if (!exists.find() || !validity.find()) {
      throw new SourceException(SourceError.PROTOCOL_INVALID);
    }
    return new Opened(Long.parseLong(validity.group(1)), Integer.parseInt(exists.group(1)));
  }

  /** An opened folder. */
  public record Opened(long uidValidity, int messages) {}

  /** The UID of the message of this number, from 1, in the opened folder. */
  long uid(int number) throws IOException {
    Answer answer = command("FETCH " + number + " (UID)").requireOk(SourceError.CONNECTION_LOST);
    for (String line : answer.untagged) {
      Optional<Long> uid = FetchedMessages.uid(FetchedMessages.items(line));
      if (uid.isPresent()) {
        return uid.get();
      }
    }
    throw new SourceException(SourceError.PROTOCOL_INVALID);
  }

  /** The messages of these numbers, both included, in the opened folder. */
  List<ImapMessage> messages(int first, int last) throws IOException {
    Answer answer =
        command("FETCH " + first + ":" + last + " " + FetchedMessages.ITEMS)
            .requireOk(SourceError.CONNECTION_LOST);
    List<ImapMessage> messages = new ArrayList<>();
    for (String line : answer.untagged) {
      FetchedMessages.message(FetchedMessages.items(line)).ifPresent(messages::add);
      if (messages.size() > last - first + 1) {
        throw new SourceException(SourceError.CONNECTION_LOST);
      }
    }
    return messages;
  }

  /**
   * The bytes of a message; empty if it is there no more. Until the stream is closed, nothing else
   * can be asked for.
   *
   * @throws MailException {@code message-too-large}; the connection is of no more use then
   */
  Optional<InputStream> content(long uid) throws IOException {
    String tag = send("UID FETCH " + uid + " (BODY.PEEK[])");
    while (true) {
      String line = in.line();
      if (line.startsWith(tag)) {
        new Answer(line.substring(tag.length()), List.of()).requireOk(SourceError.CONNECTION_LOST);
        return Optional.empty();
      }
      Matcher body = BODY.matcher(line);
      if (FetchedMessages.isFetch(line) && body.find()) {
        long length = ImapInput.literalLength(line);
        if (length > MailLimits.MAX_MESSAGE_BYTES) {
          abandon();
          throw new MailException(MailError.MESSAGE_TOO_LARGE, "the message is too large to copy");
        }
        if (length >= 0 && line.indexOf('{', body.end()) == body.end()) {
          return Optional.of(new ImapLiteral(in, length, () -> finish(tag), this::abandon));
        }
        Map<String, Object> items = FetchedMessages.items(in.complete(line));
        byte[] whole = items.getOrDefault("BODY[]", "").toString().getBytes(ISO_8859_1);
        finish(tag);
        return Optional.of(new ByteArrayInputStream(whole));
      }
      in.complete(line);
    }
  }

  private void finish(String tag) throws IOException {
    in.begin();
    answer(tag).requireOk(SourceError.CONNECTION_LOST);
  }

  private void abandon() {
    broken = true;
    try (var _ = new SocketDeadline(plain, MigrationLimits.CLOSE_TIMEOUT)) {
      SourceSockets.closeQuietly(socket);
    }
  }

  /** False once the connection can be of no more use. */
  public boolean isUsable() {
    return !broken && !socket.isClosed();
  }

  private Answer command(String text) throws IOException {
    return answer(send(text));
  }

  private String send(String text) throws IOException {
    String tag = "f" + ++commands + " ";
    write((tag + text + "\r\n").getBytes(ISO_8859_1));
    in.begin();
    return tag;
  }

  /** A command that goes on with a line each time the server asks for it. */
  private Answer conversation(String text, List<byte[]> lines) throws IOException {
    String tag = send(text);
    for (byte[] line : lines) {
      String response = in.response();
      while (response.startsWith("* ")) {
        response = in.response();
      }
      if (!response.startsWith("+")) {
        return new Answer(response.substring(Math.min(tag.length(), response.length())), List.of());
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

  private Answer answer(String tag) throws IOException {
    List<String> untagged = new ArrayList<>();
    while (true) {
      String response = in.response();
      if (response.startsWith(tag)) {
        return new Answer(response.substring(tag.length()), untagged);
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

  /** How a command ended, and what was said before. */
  private record Answer(String text, List<String> untagged) {
    boolean isOk() {
      return text.toUpperCase(Locale.ROOT).startsWith("OK");
    }

    Answer requireOk(SourceError otherwise) throws SourceException {
      if (!isOk()) {
        throw new SourceException(otherwise);
      }
      return this;
    }
  }
}
