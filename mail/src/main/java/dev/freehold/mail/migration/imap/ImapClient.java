package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.migration.endpoint.SignInKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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
  private static final Pattern UID_NEXT = Pattern.compile("\\[UIDNEXT (\\d{1,10})\\]");

  private static final String PLAIN = "AUTH=PLAIN";
  private static final String BEARER = "AUTH=OAUTHBEARER";
  private static final String XOAUTH2 = "AUTH=XOAUTH2";

  private final Socket plain;
  private final Socket socket;
  private final ImapInput in;
  private final OutputStream out;
  private final ImapFetch fetch;
  private Set<String> capabilities = Set.of();
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

  /** Makes sure that the server says it speaks IMAP4rev1. */
  public void requireImap() throws IOException {
    List<String> said = command("CAPABILITY").requireOk(SourceError.PROTOCOL_INVALID).untagged();
    capabilities = ImapAnswer.capabilities(said).orElse(Set.of());
    if (!capabilities.contains("IMAP4REV1")) {
      throw new SourceException(SourceError.PROTOCOL_INVALID);
    }
  }

  /** Whether the server said last that it is able to do this, in upper case. */
  boolean offers(String capability) {
    return capabilities.contains(capability);
  }

  /**
   * The same, and that the server offers this way to sign in, as far as it tells before.
   *
   * @throws SourceException {@code SIGN_IN_UNSUPPORTED}
   */
  public void requireSignIn(SignInKind kind) throws IOException {
    requireImap();
    boolean isOffered =
        switch (kind) {
          case BASIC, MASTER_USER -> true;
          case AUTHZID -> capabilities.contains(PLAIN);
          case CLIENT_CREDENTIALS, REFRESH_TOKEN ->
              capabilities.contains(BEARER) || capabilities.contains(XOAUTH2);
        };
    if (!isOffered) {
      throw new SourceException(SourceError.SIGN_IN_UNSUPPORTED);
    }
  }

  /** Signs in with the user's own password. */
  public void login(String userName, SourcePassword password) throws IOException {
    login("", userName, password);
  }

  /**
   * Signs in with a password.
   *
   * @param onBehalfOf whose mailbox it is, if somebody else's; otherwise empty
   */
  public void login(String onBehalfOf, String userName, SourcePassword password)
      throws IOException {
    requireImap();
    boolean plain = capabilities.contains(PLAIN);
    if (!plain && !onBehalfOf.isEmpty()) {
      throw new SourceException(SourceError.SIGN_IN_UNSUPPORTED);
    }
    signedIn(
        plain
            ? authenticate(SaslResponse.plain(onBehalfOf, userName, password))
            : loginCommand(userName, password));
  }

  /** Signs in with an access token, as the server lets (RFC 7628, or the older way). */
  public void loginByToken(MigrationEndpoint endpoint, String userName, SourcePassword token)
      throws IOException {
    requireImap();
    if (capabilities.contains(BEARER)) {
      signedIn(authenticate(SaslResponse.bearer(endpoint, userName, token)));
    } else if (capabilities.contains(XOAUTH2)) {
      signedIn(authenticate(SaslResponse.xoauth2(userName, token)));
    } else {
      throw new SourceException(SourceError.SIGN_IN_UNSUPPORTED);
    }
  }

  private void signedIn(ImapAnswer answer) throws SourceException {
    if (answer.isBusy()) {
      throw new SourceException(SourceError.CONNECTION_LOST);
    }
    answer.requireOk(SourceError.LOGIN_REFUSED);
    capabilities = answer.capabilities().orElse(capabilities);
  }

  private ImapAnswer authenticate(SaslResponse response) throws IOException {
    try (response) {
      return conversation("AUTHENTICATE " + response.mechanism(), response.lines());
    }
  }

  /** As literals, which may hold any characters. */
  private ImapAnswer loginCommand(String userName, SourcePassword password) throws IOException {
    byte[] user = userName.getBytes(UTF_8);
    byte[] secret = password.copy();
    try {
      byte[] userAndLength =
          (new String(user, ISO_8859_1) + " {" + secret.length + "}").getBytes(ISO_8859_1);
      return conversation("LOGIN {" + user.length + "}", List.of(userAndLength, secret));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * All folders that may have messages.
   *
   * @param earlier the paths that earlier runs gave, by {@link SourceFolder#name}
   */
  public List<SourceFolder> folders(Map<String, String> earlier) throws IOException {
    return SourceFolders.parse(list().untagged(), earlier);
  }

  /** Many servers tell what folders are for only if they are asked to (RFC 6154 section 2). */
  private ImapAnswer list() throws IOException {
    String all = "LIST \"\" \"*\"";
    if (capabilities.contains("LIST-EXTENDED") && capabilities.contains("SPECIAL-USE")) {
      ImapAnswer told = command(all + " RETURN (SPECIAL-USE)");
      if (told.isOk()) {
        return told;
      }
    }
    return command(all).requireOk(SourceError.PROTOCOL_INVALID);
  }

  /** The {@link SourceFolder#name}s that the user has subscribed to, as far as the server tells. */
  public Set<String> subscribed() throws IOException {
    ImapAnswer answer = command("LSUB \"\" \"*\"");
    return answer.isOk() ? SourceFolders.subscribed(answer.untagged()) : Set.of();
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
    Matcher next = UID_NEXT.matcher(all);
    return new Opened(
        Long.parseLong(validity.group(1)),
        Integer.parseInt(exists.group(1)),
        next.find() ? OptionalLong.of(Long.parseLong(next.group(1))) : OptionalLong.empty());
  }

  /** An opened folder; the server does not have to tell the UID that it gives next. */
  public record Opened(long uidValidity, int messages, OptionalLong uidNext) {}

  /** The socket below TLS; closing it ends whatever waits for it. */
  Socket plain() {
    return plain;
  }

  /** Asks for messages of the opened folder. */
  public ImapFetch fetch() {
    return fetch;
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

  private String send(String text) throws IOException {
    fetch.settle();
    String tag = sendAll(List.of(text)).getFirst();
    in.begin();
    return tag;
  }

  /** Sends commands without waiting for answers, which come in their order; gives their tags. */
  List<String> sendAll(List<String> texts) throws IOException {
    List<String> tags = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (String text : texts) {
      String tag = "f" + ++commands + " ";
      tags.add(tag);
      all.append(tag).append(text).append("\r\n");
    }
    if (!texts.isEmpty()) {
      write(all.toString().getBytes(ISO_8859_1));
    }
    return tags;
  }

  /** A command that goes on with a line each time the server asks for one. */
  private ImapAnswer conversation(String text, List<byte[]> lines) throws IOException {
    String tag = send(text);
    List<String> untagged = new ArrayList<>();
    int next = 0;
    while (true) {
      String response = in.response();
      if (response.startsWith(tag)) {
        return new ImapAnswer(response.substring(tag.length()), untagged);
      }
      if (response.startsWith("+") && next < lines.size()) {
        write(lines.get(next++));
        write(new byte[] {'\r', '\n'});
      } else {
        untagged.add(response);
      }
    }
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

  /**
   * A folder's name in a command. Names are kept in rows, and a row that was changed must not give
   * the source commands of its own.
   *
   * @throws SourceException {@code FOLDER_NAME_UNUSABLE}
   */
  static String quoted(String name) throws SourceException {
    if (!SourceFolders.isQuotable(name)) {
      throw new SourceException(SourceError.FOLDER_NAME_UNUSABLE);
    }
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
