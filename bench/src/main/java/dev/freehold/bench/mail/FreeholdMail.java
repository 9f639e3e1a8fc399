package dev.freehold.bench.mail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The product in its own process, with a tenant, a person and the person's mailbox. */
final class FreeholdMail implements AutoCloseable {

  private static final String USER = "alice@bench.example";
  private static final String FIRST_PASSWORD = "copper-orchard-window-77";
  private static final String PASSWORD = "tidal-marsh-lantern-41";

  private final Process process;
  private final MailPeer peer;

  private FreeholdMail(Process process, MailPeer peer) {
    this.process = process;
    this.peer = peer;
  }

  MailPeer peer() {
    return peer;
  }

  /** Starts it in a folder; the mailbox is made if the folder is new. */
  static FreeholdMail start(Path folder, boolean isNew) throws IOException {
    int imap = freePort();
    int lmtp = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--data",
                folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(
            Map.of(
                "FREEHOLD_API_PORT", "0",
                "FREEHOLD_VAULT_PORT", "0",
                "FREEHOLD_FILES_S3_PORT", "0",
                "FREEHOLD_METRICS_PORT", "0",
                "FREEHOLD_IMAP_PLAIN_PORT", Integer.toString(imap),
                "FREEHOLD_LMTP_PORT", Integer.toString(lmtp),
                "FREEHOLD_LOG_LEVEL", "warn"));
    Process process = builder.start();
    FreeholdMail started =
        new FreeholdMail(process, new MailPeer("freehold", imap, lmtp, USER, PASSWORD));
    try {
      await(process);
      if (isNew) {
        makeMailbox(folder);
      }
      return started;
    } catch (IOException | RuntimeException failed) {
      started.close();
      throw failed;
    }
  }

  private static void await(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("freehold serves at ")) {
        return;
      }
    }
    throw new IOException("the server ended before it was ready");
  }

  private static void makeMailbox(Path folder) throws IOException {
    Clock clock = Clock.systemUTC();
    Connection operator = Connection.read(folder.resolve("operator.json"));
    try (ApiClient asOperator = new ApiClient(operator, clock)) {
      JsonNode tenant = asOperator.post("/api/v1/tenants", Map.of("name", "bench"));
      JsonNode administrator = tenant.path("administrator");
      Connection connection =
          new Connection(
              operator.server(),
              operator.authorityPem(),
              tenant.path("id").asText(),
              administrator.path("clientId").asText(),
              administrator.path("clientSecret").asText(),
              null);
      try (ApiClient asAdministrator = new ApiClient(connection, clock)) {
        asAdministrator.post(
            "/api/v1/users",
            Map.of(
                "userPrincipalName",
                USER,
                "displayName",
                "Alice",
                "roles",
                List.of(),
                "password",
                FIRST_PASSWORD));
        asAdministrator.post("/api/v1/mailboxes", Map.of("address", USER));
        asAdministrator.post(
            "/api/v1/password",
            Map.of(
                "userPrincipalName", USER,
                "currentPassword", FIRST_PASSWORD,
                "newPassword", PASSWORD));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The most memory that it had, in MiB. */
  long peakResidentMiB() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
