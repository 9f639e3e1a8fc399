package dev.freehold.bench.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How much more memory the product needs for clients that take nothing. */
final class IdleClients {

  private static final int CONNECTIONS = 500;
  private static final int REPEATED = 16;
  private static final Duration STALL = Duration.ofSeconds(10);

  private final FreeholdMail server;
  private final MailFigures figures;

  IdleClients(FreeholdMail server, MailFigures figures) {
    this.server = server;
    this.figures = figures;
  }

  /**
   * Measures clients in IDLE, and then one that asks for a folder again and again and reads nothing
   * of it.
   */
  void measure(String folder) throws IOException, InterruptedException {
    List<ImapLoad> clients = new ArrayList<>();
    long before = server.residentMiB();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        ImapLoad client = new ImapLoad(server.peer());
        clients.add(client);
        client.command("SELECT INBOX");
        client.begin("IDLE");
      }
      note("%d connections in IDLE, MiB".formatted(CONNECTIONS), server.residentMiB() - before);
    } finally {
      for (ImapLoad client : clients) {
        client.close();
      }
    }
    stall(folder);
  }

  private void stall(String folder) throws IOException, InterruptedException {
    try (ImapLoad client = new ImapLoad(server.peer())) {
      client.command("EXAMINE " + folder);
      client.command("FETCH 1:* BODY.PEEK[]");
      long before = server.residentMiB();
      for (int i = 0; i < REPEATED; i++) {
        client.begin("FETCH 1:* BODY.PEEK[]");
      }
      Thread.sleep(STALL);
      note("a client that reads nothing of 1 GB, MiB", server.residentMiB() - before);
    }
  }

  private void note(String what, long mebibytes) {
    figures.note(server.peer(), what, (double) mebibytes);
  }
}
