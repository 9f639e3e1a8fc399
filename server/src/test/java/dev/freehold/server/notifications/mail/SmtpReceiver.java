package dev.freehold.server.notifications.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.web.tls.LocalAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Takes e-mail over TLS on this machine, with STARTTLS or from the first byte. */
final class SmtpReceiver implements AutoCloseable {

  static final String USER = "freehold";
  static final String PASSWORD = "only for tests";

  private static final long DEADLINE_SECONDS = 20;

  private final ServerSocket listening;
  private final LocalAuthority authority;
  private final SSLContext tls;
  private final SmtpSecurity security;
  private final Map<String, BlockingQueue<Mail>> received = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();

  /** What came in. */
  record Mail(boolean overTls, boolean signedIn, String from, List<String> to, String text) {

    /** The value of a header, unfolded. */
    String header(String name) {
      String head = text.substring(0, text.indexOf("\n\n")).replace("\n ", " ");
      return head.lines()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  private SmtpReceiver(
      ServerSocket listening, LocalAuthority authority, String name, SmtpSecurity security) {
    this.listening = listening;
    this.authority = authority;
    this.tls = authority.serverContext(List.of(name));
    this.security = security;
  }

  /**
   * Starts one.
   *
   * @param name in its certificate
   */
  static SmtpReceiver start(Path folder, String name, SmtpSecurity security) throws IOException {
    LocalAuthority authority =
        LocalAuthority.open(
            Files.createDirectory(folder.resolve("smtp")), List.of("localhost"), Clock.systemUTC());
    SmtpReceiver receiver =
        new SmtpReceiver(
            new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), authority, name, security);
    Thread.ofVirtual().start(receiver::accept);
    return receiver;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      Socket first = security == SmtpSecurity.TLS ? secured(plain) : plain;
      if (new Talk(first, security == SmtpSecurity.TLS).run("220 localhost ESMTP")) {
        Socket second = secured(plain);
        new Talk(second, true).run("");
      }
    } catch (IOException broken) {
      return;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, false);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  /** A conversation on one socket. */
  private final class Talk {

    private final BufferedReader in;
    private final OutputStream out;
    private final boolean overTls;
    private boolean signedIn;
    private String from = "";
    private final List<String> to = new ArrayList<>();

    Talk(Socket socket, boolean overTls) throws IOException {
      this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1), 1);
      this.out = socket.getOutputStream();
      this.overTls = overTls;
    }

    /** Whether the client begins TLS now. */
    boolean run(String greeting) throws IOException {
      if (!greeting.isEmpty()) {
        say(greeting);
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
        switch (verb) {
          case "EHLO" -> say(capabilities());
          case "STARTTLS" -> {
            say("220 go on");
            return true;
          }
          case "AUTH" -> signIn(line);
          case "MAIL" -> {
            from = line;
            say("250 ok");
          }
          case "RCPT" -> recipient(line);
          case "DATA" -> data();
          case "QUIT" -> {
            say("221 bye");
            return false;
          }
          default -> say("250 ok");
        }
      }
      return false;
    }

    private String capabilities() {
      String start = security == SmtpSecurity.STARTTLS && !overTls ? "250-STARTTLS\r\n" : "";
      String sign = overTls ? "250-AUTH PLAIN LOGIN\r\n" : "";
      return "250-localhost\r\n" + start + sign + "250 8BITMIME";
    }

    private void signIn(String line) throws IOException {
      String given =
          new String(Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())), UTF_8);
      signedIn = given.endsWith("\0" + USER + "\0" + PASSWORD);
      say(signedIn ? "235 welcome" : "535 no");
    }

    private void recipient(String line) throws IOException {
      String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
      String refusal = refusals.get(address);
      if (refusal == null) {
        to.add(address);
      }
      say(refusal == null ? "250 ok" : refusal);
    }

    private void data() throws IOException {
      say("354 go on");
      StringBuilder text = new StringBuilder();
      for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
        text.append(line).append('\n');
      }
      Mail mail = new Mail(overTls, signedIn, from, List.copyOf(to), text.toString());
      to.forEach(address -> queue(address).add(mail));
      to.clear();
      say("250 taken");
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }
  }

  /** From now on an address gets this answer. */
  void refuse(String address, String answer) {
    refusals.put(address, answer);
  }

  void acceptAgain(String address) {
    refusals.remove(address);
  }

  private BlockingQueue<Mail> queue(String address) {
    return received.computeIfAbsent(address, _ -> new LinkedBlockingQueue<>());
  }

  /** The next mail to an address. */
  Mail next(String address) throws InterruptedException {
    Mail next = queue(address).poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came to " + address);
    }
    return next;
  }

  /** How many came to an address and were not looked at. */
  int waiting(String address) {
    return queue(address).size();
  }

  int port() {
    return listening.getLocalPort();
  }

  Path authorityFile() {
    return authority.certificateFile();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
