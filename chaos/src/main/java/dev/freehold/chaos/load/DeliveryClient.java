package dev.freehold.chaos.load;

import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import java.io.IOException;
import java.util.List;

/** A transfer agent that delivers over LMTP, a message at a time, and never twice. */
final class DeliveryClient extends ChaosClient {

  private static final int PAUSE_MILLIS = 700;
  private static final int MAX_BYTES = 6_000;

  private final List<Recipient> recipients;
  private NodeSocket socket;
  private int count;

  DeliveryClient(
      String name,
      long seed,
      ChaosHistory history,
      ChaosTarget target,
      List<Recipient> recipients) {
    super(name, seed, history, target.nodes());
    this.recipients = recipients;
  }

  /**
   * Who gets mail.
   *
   * @param scope the mailbox's name in the history
   */
  record Recipient(String scope, String address) {}

  @Override
  int pauseMillis() {
    return PAUSE_MILLIS;
  }

  @Override
  void disconnect() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  void step() {
    if (random.nextInt(5) == 0) {
      wander();
    }
    deliver(recipients.get(random.nextInt(recipients.size())));
  }

  private void deliver(Recipient recipient) {
    boolean isOpen =
        connected(
            () -> {
              if (socket == null) {
                socket = NodeSocket.plain(node().address(), node().lmtpPort());
                require(socket.line(), "220");
                require(command("LHLO load.example"), "250");
              }
            });
    if (!isOpen) {
      return;
    }
    String tag = name + "-" + count++;
    byte[] content = TaggedContent.of(recipient.scope(), tag, 100 + random.nextInt(MAX_BYTES));
    long begin = System.nanoTime();
    Heard heard;
    try {
      heard = deliver(recipient.address(), content);
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    record(
        new Deed.Append(recipient.scope() + "/" + MailClient.INBOX, tag, true, null), begin, heard);
  }

  private Heard deliver(String address, byte[] content) throws IOException {
    for (String line : List.of("MAIL FROM:<chaos@load.example>", "RCPT TO:<" + address + ">")) {
      Heard heard = Heard.ofLmtp(command(line));
      if (!heard.isDone()) {
        return begunAnew(heard);
      }
    }
    String data = command("DATA");
    if (!data.startsWith("354")) {
      return begunAnew(Heard.ofLmtp(data));
    }
    socket.send(content);
    return Heard.ofLmtp(command("."));
  }

  /** After an answer that ends a delivery; it counts whatever becomes of the session. */
  private Heard begunAnew(Heard heard) {
    try {
      require(command("RSET"), "250");
    } catch (IOException ended) {
      disconnect();
    }
    return heard;
  }

  /** Sends a line and takes the last line of the reply. */
  private String command(String line) throws IOException {
    socket.send(line + "\r\n");
    String reply = socket.line();
    while (reply.length() > 3 && reply.charAt(3) == '-') {
      reply = socket.line();
    }
    return reply;
  }

  private static void require(String reply, String code) throws IOException {
    if (!reply.startsWith(code)) {
      throw new IOException("LMTP: " + reply);
    }
  }
}
