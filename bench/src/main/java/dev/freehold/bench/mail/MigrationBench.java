package dev.freehold.bench.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.bench.NewTenant;
import dev.freehold.bench.ServerProcess;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Fills a mailbox of each server, fetches all of it with a client that throws it away, migrates it,
 * and migrates it again when there is nothing new. Prints times and the ratio.
 *
 * <p>Arguments: a folder for the product, how many messages of 64 KiB, and servers as {@code
 * name:imapPort:lmtpPort:user:password}.
 */
public final class MigrationBench {

  private static final int MESSAGE_BYTES = 64 << 10;

  /** Seldom: the server's own work stands back while it answers, and a short time after. */
  private static final long LOOK_NANOS = 2_000_000_000;

  private static final String BATCHES = "/api/v1/migration-batches";

  private final ApiClient administrator;
  private final MailPeer peer;
  private final int messages;

  private MigrationBench(ApiClient administrator, MailPeer peer, int messages) {
    this.administrator = administrator;
    this.peer = peer;
    this.messages = messages;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int messages = Integer.parseInt(arguments[1]);
    List<MailPeer> peers = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      peers.add(MailPeer.of(arguments[i]));
    }
    Process server = serve(folder, peers);
    try {
      ServerProcess.await(server, "freehold serves at ");
      try (ApiClient administrator = NewTenant.administrator(folder)) {
        for (MailPeer peer : peers) {
          new MigrationBench(administrator, peer, messages).measure();
        }
      }
    } finally {
      ServerProcess.stop(server);
    }
  }

  private static Process serve(Path folder, List<MailPeer> peers) throws IOException {
    String sources =
        peers.stream().map(peer -> "127.0.0.1:" + peer.imapPort()).collect(Collectors.joining(","));
    return ServerProcess.java(
        Main.class,
        Map.of(
            "FREEHOLD_API_PORT", "0",
            "FREEHOLD_VAULT_PORT", "0",
            "FREEHOLD_FILES_S3_PORT", "0",
            "FREEHOLD_METRICS_PORT", "0",
            "FREEHOLD_MIGRATION_INSIDE_SERVERS", sources,
            "FREEHOLD_LOG_LEVEL", "warn"),
        "serve",
        "--data",
        folder.toAbsolutePath().toString());
  }

  private void measure() throws IOException {
    fill();
    double fetched = fetchAll();
    administrator.post("/api/v1/mail-users", Map.of("address", address()));
    administrator.post(
        "/api/v1/migration-endpoints",
        Map.of(
            "name",
            peer.name(),
            "remoteServer",
            "127.0.0.1",
            "port",
            peer.imapPort(),
            "security",
            "none"));
    double first = migrate("first");
    double second = migrate("second");
    System.out.printf(
        "migration from %s, %d messages of 64 KiB: FETCH that throws away %.1f s, copy %.1f s (%.2f"
            + " of it), again without news %.1f s%n",
        peer.name(), messages, fetched, first, fetched / first, second);
  }

  private String address() {
    return peer.name().replace("_", "-") + "@bench.example";
  }

  /** Each message is another one, as messages are. */
  private void fill() throws IOException {
    byte[] message = new byte[MESSAGE_BYTES];
    Arrays.fill(message, (byte) 'x');
    try (ImapLoad client = new ImapLoad(peer)) {
      for (int i = 0; i < messages; i++) {
        byte[] header =
            "Message-ID: <%08d@bench.example>\r\nSubject: %08d\r\n\r\n"
                .formatted(i, i)
                .getBytes(UTF_8);
        System.arraycopy(header, 0, message, 0, header.length);
        client.append("INBOX", message);
      }
    }
  }

  private double fetchAll() throws IOException {
    try (ImapLoad client = new ImapLoad(peer)) {
      client.command("EXAMINE INBOX");
      long start = System.nanoTime();
      client.command("UID FETCH 1:* (UID BODY.PEEK[])");
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private double migrate(String batch) throws IOException {
    String csv =
        "EmailAddress,UserName,Password\n%s,%s,%s\n"
            .formatted(address(), peer.user(), peer.password());
    String name = peer.name() + "-" + batch;
    administrator.post(
        BATCHES,
        Map.of(
            "name",
            name,
            "sourceEndpoint",
            peer.name(),
            "csvData",
            Base64.getEncoder().encodeToString(csv.getBytes(UTF_8)),
            "autoStart",
            true));
    JsonNode now = administrator.get(BATCHES + "/" + name);
    while (!now.has("endedAt")) {
      LockSupport.parkNanos(LOOK_NANOS);
      now = administrator.get(BATCHES + "/" + name);
    }
    if (!now.path("status").asText().equals("completed")) {
      throw new IOException(now.toString());
    }
    Instant start = Instant.parse(now.path("createdAt").asText());
    return Duration.between(start, Instant.parse(now.path("endedAt").asText())).toMillis() / 1e3;
  }
}
