package dev.freehold.bench.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers mail to each server over LMTP, appends and reads it over IMAP, with one and with four
 * connections, in turn and for several rounds; then opens and searches large folders, and lets
 * clients wait. Prints medians, and ratios to the product. The product without sealing is among the
 * servers.
 *
 * <p>Arguments: a folder for the product, messages of a round (500), rounds (3), messages of the
 * large folder (0 for none), and other servers as {@code name:imapPort:lmtpPort:user:password}.
 */
public final class MailBench {

  private static final int MESSAGE_BYTES = 64 << 10;
  private static final int BODY_LINE_BYTES = 57;
  private static final int COPIED_AT_ONCE = 1_000;
  private static final String SEARCHED = "Searched";
  private static final byte[] MESSAGE = message(MESSAGE_BYTES);
  private static final byte[] SMALL = message(600);

  private final int messages;
  private final int rounds;
  private final MailFigures figures = new MailFigures();

  private MailBench(int messages, int rounds) {
    this.messages = messages;
    this.rounds = rounds;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    MailBench bench = new MailBench(number(arguments, 1, 500), number(arguments, 2, 3));
    int large = number(arguments, 3, 0);
    List<MailPeer> others = new ArrayList<>();
    for (int i = 4; i < arguments.length; i++) {
      others.add(MailPeer.of(arguments[i]));
    }
    try (FreeholdMail freehold = FreeholdMail.start(folder)) {
      List<MailPeer> peers = new ArrayList<>(List.of(freehold.peer()));
      peers.addAll(others);
      try (FreeholdMail unsealed =
          FreeholdMail.startUnsealed(folder.resolveSibling(folder.getFileName() + "-unsealed"))) {
        List<MailPeer> all = new ArrayList<>(peers);
        all.add(unsealed.peer());
        bench.run(all);
      }
      if (large > 0) {
        for (MailPeer peer : peers) {
          bench.large(peer, large);
          bench.search(peer);
        }
        new IdleClients(freehold, bench.figures).measure(SEARCHED);
      }
      System.out.println("freehold, most memory: " + freehold.peakResidentMiB() + " MiB");
    }
    if (large > 0) {
      for (int i = 0; i < bench.rounds; i++) {
        try (FreeholdMail again = FreeholdMail.restart(folder)) {
          bench.open(again.peer(), "SELECT after a restart, ms");
        }
      }
    }
    bench.figures.print();
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private void run(List<MailPeer> peers) throws Exception {
    for (int round = 0; round <= rounds; round++) {
      for (MailPeer peer : peers) {
        // The first round warms up and does not count.
        round(peer, "Round" + round, round > 0);
      }
    }
  }

  private void round(MailPeer peer, String folder, boolean isCounted) throws Exception {
    Map<String, Double> found = new LinkedHashMap<>();
    for (int connections : new int[] {1, 4}) {
      found.put("LMTP, %d connections, /s".formatted(connections), deliver(peer, connections));
      String into = folder + "x" + connections;
      try (ImapLoad client = new ImapLoad(peer)) {
        client.command("CREATE " + into);
      }
      found.put(
          "APPEND, %d connections, /s".formatted(connections),
          append(peer, into, connections, MESSAGE, messages));
      found.put(
          "FETCH BODY[], %d connections, MB/s".formatted(connections),
          fetchAll(peer, into, connections));
      found.put(
          "single FETCH, %d connections, /s".formatted(connections),
          fetchSingly(peer, into, connections));
      try (ImapLoad client = new ImapLoad(peer)) {
        client.command("SELECT INBOX");
        client.command("STORE 1:* +FLAGS.SILENT (\\Deleted)");
        client.command("EXPUNGE");
        client.command("DELETE " + into);
      }
    }
    if (isCounted) {
      found.forEach((name, value) -> figures.note(peer, name, value));
    }
  }

  private double deliver(MailPeer peer, int connections) throws Exception {
    AtomicInteger left = new AtomicInteger(messages);
    return messages
        / inParallel(
            connections,
            () -> new LmtpLoad(peer),
            client -> {
              while (left.getAndDecrement() > 0) {
                client.deliver(MESSAGE);
              }
            });
  }

  private double append(MailPeer peer, String folder, int connections, byte[] message, int count)
      throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    return count
        / inParallel(
            connections,
            () -> new ImapLoad(peer),
            client -> {
              while (left.getAndDecrement() > 0) {
                client.append(folder, message);
              }
            });
  }

  private double fetchAll(MailPeer peer, String folder, int connections) throws Exception {
    double seconds =
        inParallel(
            connections,
            () -> examine(peer, folder),
            client -> {
              if (client.command("FETCH 1:* BODY.PEEK[]") < (long) messages * MESSAGE_BYTES) {
                throw new IOException("not all of the messages came");
              }
            });
    return (double) connections * messages * MESSAGE_BYTES / 1e6 / seconds;
  }

  private double fetchSingly(MailPeer peer, String folder, int connections) throws Exception {
    AtomicInteger left = new AtomicInteger(2 * messages);
    return 2
        * messages
        / inParallel(
            connections,
            () -> examine(peer, folder),
            client -> {
              for (int next = left.getAndDecrement(); next > 0; next = left.getAndDecrement()) {
                client.command("FETCH %d BODY.PEEK[]".formatted(1 + next % messages));
              }
            });
  }

  private static ImapLoad examine(MailPeer peer, String folder) throws IOException {
    ImapLoad client = new ImapLoad(peer);
    client.command("EXAMINE " + folder);
    return client;
  }

  /** Fills a folder with copies of a thousand messages, opens it, and reads all flags. */
  private void large(MailPeer peer, int count) throws Exception {
    try (ImapLoad client = new ImapLoad(peer)) {
      client.command("CREATE Large");
      client.command("CREATE Thousand");
    }
    append(peer, "Thousand", 4, SMALL, COPIED_AT_ONCE);
    try (ImapLoad client = new ImapLoad(peer)) {
      client.command("SELECT Thousand");
      for (int done = 0; done < count; done += COPIED_AT_ONCE) {
        client.command("COPY 1:%d Large".formatted(Math.min(COPIED_AT_ONCE, count - done)));
      }
    }
    open(peer, "SELECT, first, ms");
    for (int i = 0; i < 3 * rounds; i++) {
      open(peer, "SELECT, warm, ms");
    }
  }

  private void open(MailPeer peer, String name) throws IOException {
    try (ImapLoad client = new ImapLoad(peer)) {
      figures.note(peer, name, millis(client, "SELECT Large"));
      figures.note(peer, name + ": FETCH FLAGS", millis(client, "FETCH 1:* FLAGS"));
      if (peer.name().equals("freehold")) {
        figures.note(peer, name + ": SORT", millis(client, "SORT (SUBJECT) UTF-8 ALL"));
        figures.note(peer, name + ": THREAD", millis(client, "THREAD REFERENCES UTF-8 ALL"));
      }
    }
  }

  /** Looks for a word that is in none of a thousand messages. */
  private void search(MailPeer peer) throws Exception {
    try (ImapLoad client = new ImapLoad(peer)) {
      client.command("CREATE " + SEARCHED);
    }
    append(peer, SEARCHED, 4, MESSAGE, COPIED_AT_ONCE);
    try (ImapLoad client = examine(peer, SEARCHED)) {
      for (int i = 0; i < 3 * rounds; i++) {
        figures.note(
            peer, "SEARCH TEXT in 1,000 messages, ms", millis(client, "SEARCH TEXT quagmire"));
      }
    }
  }

  private static double millis(ImapLoad client, String command) throws IOException {
    long begin = System.nanoTime();
    client.command(command);
    return (System.nanoTime() - begin) / 1e6;
  }

  /** Connects first, which does not count; gives the seconds of the work. */
  private static <C extends AutoCloseable> double inParallel(
      int connections, Callable<C> connect, Work<C> work) throws Exception {
    List<C> clients = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        clients.add(connect.call());
      }
      long begin = System.nanoTime();
      List<Future<?>> all = new ArrayList<>();
      for (C client : clients) {
        all.add(
            pool.submit(
                () -> {
                  work.with(client);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      for (C client : clients) {
        client.close();
      }
    }
  }

  /** What one connection does. */
  @FunctionalInterface
  private interface Work<C> {
    void with(C client) throws Exception;
  }

  /** A message with an attachment in Base64, as most long ones are. */
  private static byte[] message(int bytes) {
    StringBuilder text =
        new StringBuilder(
            """
            From: Bob <bob@example.com>\r
            To: Alice <alice@bench.example>\r
            Subject: Figures of the month\r
            Date: Mon, 2 Feb 2026 10:30:00 +0100\r
            Message-ID: <1@example.com>\r
            MIME-Version: 1.0\r
            Content-Type: application/octet-stream\r
            Content-Transfer-Encoding: base64\r
            \r
            """);
    Random random = new Random(1);
    byte[] line = new byte[BODY_LINE_BYTES];
    while (text.length() < bytes) {
      random.nextBytes(line);
      text.append(Base64.getEncoder().encodeToString(line)).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
