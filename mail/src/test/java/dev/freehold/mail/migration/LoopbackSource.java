package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An IMAP source on loopback, which writes down what it hears. What it says is another class's; in
 * answers, {@code TAG} stands for a command's tag.
 */
abstract class LoopbackSource implements AutoCloseable {

  static final String OK = "TAG OK done\r\n";
  static final String DATE = "\"03-Feb-2025 04:05:06 +0000\"";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;

  /** Hears nobody yet. */
  LoopbackSource() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** What it says to one client. */
  interface Conversation {
    /**
     * Answers a command.
     *
     * @param in what the client says after it
     * @return false to end the connection
     */
    boolean answer(String tag, String command, BufferedReader in, OutputStream out)
        throws IOException;
  }

  /** A new client has come. */
  abstract Conversation begin();

  /** Lets clients in from now on, once all that a server has is there. */
  final void listen() {
    Thread.ofVirtual().start(this::accept);
  }

  final int port() {
    return socket.getLocalPort();
  }

  /** How many commands of this form have come. */
  final long heard(String command) {
    return heard.stream().filter(line -> line.matches(command)).count();
  }

  /** How many connections are open. */
  final long connections() {
    return clients.stream().filter(client -> !client.isClosed()).count();
  }

  /** Answers a command. */
  static void say(OutputStream out, String tag, String answer) throws IOException {
    out.write(answer.replace("TAG", tag).getBytes(ISO_8859_1));
  }

  /** Lists folders of these names. */
  static String list(Iterable<String> folders) {
    StringBuilder responses = new StringBuilder();
    folders.forEach(name -> responses.append("* LIST () \"/\" \"%s\"\r\n".formatted(name)));
    return responses + OK;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client;
        OutputStream out = client.getOutputStream();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
      say(out, "", "* OK ready\r\n");
      Conversation conversation = begin();
      String line = in.readLine();
      while (line != null && answered(conversation, line, in, out)) {
        line = in.readLine();
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private boolean answered(
      Conversation conversation, String line, BufferedReader in, OutputStream out)
      throws IOException {
    String tag = line.substring(0, line.indexOf(' '));
    String command = line.substring(tag.length() + 1);
    heard.add(command);
    return conversation.answer(tag, command, in, out);
  }

  @Override
  public final void close() throws IOException {
    socket.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
