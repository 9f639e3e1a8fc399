package dev.freehold.mailserver.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.web.net.AddressRange;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.tls.LocalAuthority;
import dev.freehold.web.tls.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The LMTP server")
class LmtpServerTest {

  private static final UUID TENANT = new UUID(0, 1);

  @TempDir private Path folder;
  private final Shelf shelf = new Shelf();

  @Test
  @DisplayName("answers each recipient on its own and stores what was sent")
  void eachRecipientIsAnswered() throws Exception {
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty());
        Client client = connect()) {
      client.greet();
      client.send("MAIL FROM:<ada@example.com> SIZE=20 BODY=8BITMIME");
      assertThat(client.line()).startsWith("250 2.1.0");
      client.send("RCPT TO:<bea@example.com>");
      assertThat(client.line()).startsWith("250 2.1.5");
      client.send("RCPT TO:<full@example.com>");
      assertThat(client.line()).startsWith("250 2.1.5");
      client.send("RCPT TO:<nobody@example.com>");
      assertThat(client.line()).startsWith("550 5.1.1");
      client.send("DATA");
      assertThat(client.line()).startsWith("354");
      client.raw("Subject: x\r\n\r\n..one dot\r\nend\r\n.\r\n");
      assertThat(client.line()).startsWith("250 2.1.5");
      assertThat(client.line()).startsWith("451 4.3.1");
      client.send("QUIT");
      assertThat(client.line()).startsWith("221");
    }
    assertThat(shelf.stored("bea"))
        .singleElement()
        .asString()
        .startsWith("Return-Path: <ada@example.com>\r\nDelivered-To: bea@example.com\r\nReceived: ")
        .endsWith("Subject: x\r\n\r\n.one dot\r\nend\r\n");
    assertThat(shelf.stored("full")).isEmpty();
  }

  @Test
  @DisplayName("gives a mailbox one copy, whichever of its addresses a message is for")
  void oneCopy() throws Exception {
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty());
        Client client = connect()) {
      client.greet();
      client.send("MAIL FROM:<>");
      client.send("RCPT TO:<bea@example.com>");
      client.send("RCPT TO:<bea+news@example.com>");
      client.send("DATA");
      client.lines(4);
      client.raw("A: b\r\n\r\n.\r\n");
      assertThat(client.line()).startsWith("250");
      assertThat(client.line()).startsWith("250");
    }
    assertThat(shelf.stored("bea")).hasSize(1);
  }

  @Test
  @DisplayName("refuses a message with a lone line feed, reads it to its end and goes on")
  void loneLineFeed() throws Exception {
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty());
        Client client = connect()) {
      client.greet();
      client.begin("bea@example.com");
      client.raw("A: b\r\n\r\nx\n.\nMAIL FROM:<evil@example.com>\r\n.\r\n");
      assertThat(client.line()).startsWith("550 5.6.0");
      client.begin("bea@example.com");
      client.raw("A: b\r\n\r\ny\r\n.\r\n");
      assertThat(client.line()).startsWith("250");
    }
    assertThat(shelf.stored("bea")).singleElement().asString().endsWith("\r\n\r\ny\r\n");
  }

  @Test
  @DisplayName("leaves nothing of a message whose connection ends within it")
  void cutOff() throws Exception {
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty())) {
      try (Client client = connect()) {
        client.greet();
        client.begin("bea@example.com");
        client.raw("A: b\r\n\r\nhalf of i");
      }
      try (Client client = connect()) {
        client.greet();
      }
    }
    assertThat(shelf.stored("bea")).isEmpty();
  }

  @Test
  @DisplayName("files what the filter in front marked as junk")
  void junk() throws Exception {
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty());
        Client client = connect()) {
      client.greet();
      client.begin("bea@example.com");
      client.raw("Subject: x\r\nx-spam:  yes, score=9\r\n\r\nbuy\r\n.\r\n");
      assertThat(client.line()).startsWith("250");
      client.begin("bea@example.com");
      client.raw("Subject: x\r\n\r\nX-Spam: Yes\r\n.\r\n");
      assertThat(client.line()).startsWith("250");
    }
    assertThat(shelf.junk).hasSize(1);
    assertThat(shelf.stored("bea")).hasSize(2);
  }

  @Test
  @DisplayName("answers nobody but the transfer agents that are allowed")
  void strangers() throws Exception {
    try (LmtpServer _ = server(List.of("192.0.2.0/24"), Optional.empty());
        Client client = connect()) {
      assertThat(client.line()).startsWith("550 5.7.1");
      assertThat(client.atEnd()).isTrue();
    }
  }

  @Test
  @DisplayName("listens on a Unix-domain socket too")
  void unixSocket() throws Exception {
    Path file = folder.resolve("lmtp");
    try (LmtpServer _ = server(List.of(), Optional.of(file));
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(file));
      channel.write(ByteBuffer.wrap("LHLO mta\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII)));
      String all =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(all).startsWith("220 ").contains("250-PIPELINING", "SIZE").endsWith("goodbye\r\n");
      assertThat(all).doesNotContain("STARTTLS");
    }
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  @DisplayName("waits for no client that does not take the last of its answers")
  void untaken() throws Exception {
    Path file = folder.resolve("lmtp");
    List<SocketChannel> clients = new ArrayList<>();
    LmtpServer server = server(List.of(), Optional.of(file));
    try {
      // Of one of them all but the last answers go into the socket's buffer.
      for (int buffers = 8; buffers < 56; buffers++) {
        clients.add(askingMuch(file, buffers * 8192 + 8100));
      }
      TimeUnit.SECONDS.sleep(3);
      long before = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LmtpLimits.STOP);
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
      server.close();
    }
  }

  /** Sends commands whose answers are about so long, and reads nothing. */
  private static SocketChannel askingMuch(Path file, int bytes) throws IOException {
    int answer = "252 2.5.0 send RCPT to know whether an address is here\r\n".length();
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
    String commands = "VRFY\r\n".repeat(bytes / answer) + "QUIT\r\nNOOP\r\n";
    channel.write(ByteBuffer.wrap(commands.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  @Test
  @DisplayName("closes a connection that sends nothing but wrong commands")
  void wrongCommands() throws Exception {
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty());
        Client client = connect()) {
      client.line();
      for (int i = 0; i < LmtpLimits.MAX_ERRORS; i++) {
        client.send("X".repeat(i * 200));
        assertThat(client.line()).startsWith("500");
      }
      assertThat(client.line()).startsWith("421");
      assertThat(client.atEnd()).isTrue();
    }
  }

  @Test
  @DisplayName("tells what is wrong with commands that are out of order or have wrong arguments")
  void wrongArguments() throws Exception {
    Map<String, String> expected =
        Map.of(
            "MAIL FROM:<a@b>", "503",
            "EHLO x", "500",
            "DATA", "503",
            "RCPT TO:<a@b>", "503",
            "LHLO", "501",
            "STARTTLS", "502",
            "VRFY x", "252");
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty());
        Client client = connect()) {
      client.line();
      for (Map.Entry<String, String> each : expected.entrySet()) {
        client.send(each.getKey());
        assertThat(client.line()).as(each.getKey()).startsWith(each.getValue());
      }
      client.send("LHLO mta");
      client.untilLast();
      for (String argument :
          List.of(
              "FROM:a@b", "FROM:<a@b> SIZE=x", "FROM:<a@b> BODY=9", "FROM:<a@b> SIZE=1 SIZE=1")) {
        client.send("MAIL " + argument);
        assertThat(client.line()).as(argument).startsWith("501");
      }
      client.send("MAIL FROM:<a@b> FOO");
      assertThat(client.line()).startsWith("555");
      client.send("MAIL FROM:<a@b> SIZE=99999999999999");
      assertThat(client.line()).startsWith("552 5.3.4");
      client.send("MAIL FROM:<\u00e9@b>");
      assertThat(client.line()).startsWith("553 5.6.7");
      client.send("MAIL FROM:<\u00e9@b> SMTPUTF8");
      assertThat(client.line()).startsWith("250");
    }
  }

  @Test
  @DisplayName("reads a message that is too long to its end, keeps nothing of it and goes on")
  void tooLong() throws Exception {
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty());
        Client client = connect()) {
      client.greet();
      client.begin("bea@example.com");
      client.raw("A: b\r\n\r\n");
      for (int i = 0; i < MAX_BYTES / 1000 + 1; i++) {
        client.raw("x".repeat(998) + "\r\n");
      }
      client.raw(".\r\n");
      assertThat(client.line()).startsWith("552 5.3.4");
      client.send("MAIL FROM:<> SIZE=" + (MAX_BYTES + 1));
      assertThat(client.line()).startsWith("552 5.3.4");
      client.begin("bea@example.com");
      client.raw("A: b\r\n\r\n.\r\n");
      assertThat(client.line()).startsWith("250");
    }
    assertThat(shelf.stored("bea")).hasSize(1);
  }

  @Test
  @DisplayName(
      "begins TLS when it is asked to, and takes nothing that was sent before the handshake")
  void startTls() throws Exception {
    LocalAuthority authority =
        LocalAuthority.open(folder.resolve("tls"), List.of("localhost"), Clock.systemUTC());
    identity = Optional.of(authority.identity(List.of("localhost")));
    try (LmtpServer _ = server(List.of("127.0.0.0/8"), Optional.empty())) {
      try (Client client = connect()) {
        client.greet();
        client.raw("STARTTLS\r\nMAIL FROM:<evil@example.com>\r\n");
        assertThat(client.line()).startsWith("501");
        assertThat(client.atEnd()).isTrue();
      }
      try (Client plain = connect()) {
        plain.greet();
        plain.send("STARTTLS");
        assertThat(plain.line()).startsWith("220");
        SSLSocket secured =
            (SSLSocket)
                authority
                    .clientContext()
                    .getSocketFactory()
                    .createSocket(plain.socket(), "localhost", port, true);
        Client client = new Client(secured);
        client.send("MAIL FROM:<ada@example.com>");
        assertThat(client.line())
            .as("whoever spoke before TLS has to greet again")
            .startsWith("503");
        client.send("LHLO mta");
        client.untilLast();
        client.begin("bea@example.com");
        client.raw("A: b\r\n\r\n.\r\n");
        assertThat(client.line()).startsWith("250");
      }
    }
    assertThat(shelf.stored("bea")).singleElement().asString().contains(" with LMTPS; ");
  }

  @Test
  @DisplayName("takes the place of a socket that a killed server left, and of no other file")
  void fileInTheWay() throws Exception {
    Path file = Files.writeString(folder.resolve("precious"), "mine");
    assertThatThrownBy(() -> server(List.of(), Optional.of(file)))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("mine");
    Path left = folder.resolve("left");
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(left));
    }
    assertThat(Files.exists(left)).isTrue();
    server(List.of(), Optional.of(left)).close();
  }

  private static final int MAX_BYTES = 100_000;

  private int port;
  private Optional<TlsIdentity> identity = Optional.empty();

  private LmtpServer server(List<String> allowed, Optional<Path> file) throws IOException {
    Optional<ListenSocket> socket =
        allowed.isEmpty() ? Optional.empty() : Optional.of(ListenSocket.bind("127.0.0.1", 0));
    port = socket.map(ListenSocket::port).orElse(0);
    return new LmtpServer(
        new LmtpSettings(
            "mail.example.com",
            allowed.stream().map(AddressRange::of).toList(),
            file,
            identity,
            MAX_BYTES,
            JunkHeader.parse("X-Spam: Yes")),
        socket,
        shelf,
        Clock.systemUTC());
  }

  private Client connect() throws IOException {
    return new Client(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Keeps messages by the name before the {@code @} or the {@code +}. */
  private static final class Shelf implements Delivery {
    private final Map<UUID, List<String>> stored = new ConcurrentHashMap<>();
    private final List<String> junk = new CopyOnWriteArrayList<>();

    List<String> stored(String name) {
      return stored.getOrDefault(id(name), List.of());
    }

    private static UUID id(String name) {
      return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Destination find(String address) throws Undeliverable {
      String name = address.split("[+@]", -1)[0];
      if (name.equals("nobody")) {
        throw Undeliverable.forGood("1.1", "nobody has this address");
      }
      return new Destination(TENANT, id(name));
    }

    @Override
    public void deliver(Destination to, boolean isJunk, InputStream content)
        throws Undeliverable, IOException {
      if (to.mailboxId().equals(id("full"))) {
        throw Undeliverable.forNow("3.1", "no space", null);
      }
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      stored.computeIfAbsent(to.mailboxId(), _ -> new CopyOnWriteArrayList<>()).add(text);
      if (isJunk) {
        junk.add(text);
      }
    }
  }

  /** A transfer agent. */
  private record Client(Socket socket) implements AutoCloseable {

    void raw(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(String command) throws IOException {
      raw(command + "\r\n");
    }

    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      int next;
      while ((next = socket.getInputStream().read()) >= 0 && next != '\n') {
        line.append((char) next);
      }
      return line.toString().strip();
    }

    void lines(int count) throws IOException {
      for (int i = 0; i < count; i++) {
        line();
      }
    }

    void untilLast() throws IOException {
      while (line().startsWith("250-")) {
        // The answer has more lines.
      }
    }

    void greet() throws IOException {
      line();
      send("LHLO mta.example.com");
      untilLast();
    }

    void begin(String recipient) throws IOException {
      send("MAIL FROM:<ada@example.com>");
      send("RCPT TO:<" + recipient + ">");
      send("DATA");
      lines(3);
    }

    boolean atEnd() throws IOException {
      return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
