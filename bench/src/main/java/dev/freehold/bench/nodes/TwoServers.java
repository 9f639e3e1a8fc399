package dev.freehold.bench.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.bench.BenchMailbox;
import dev.freehold.bench.NewTenant;
import dev.freehold.bench.ServerProcess;
import dev.freehold.bench.files.Peer;
import dev.freehold.bench.mail.MailPeer;
import dev.freehold.bench.postgresql.DurableServer;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.nodes.NodeBundle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Two nodes of one service, each a process with a heap of 512 MiB, on a PostgreSQL server that
 * flushes, with one folder of blobs, and a tenant with a site and a mailbox.
 */
final class TwoServers implements AutoCloseable {

  /**
   * A node.
   *
   * @param files its door for S3
   * @param mail its door for IMAP
   */
  record Node(Process process, Peer files, MailPeer mail) {}

  private final EmbeddedPostgres database;
  private final Path folder;
  private Node first;
  private Node second;

  private TwoServers(Path folder, EmbeddedPostgres database) {
    this.folder = folder;
    this.database = database;
  }

  static TwoServers start(Path folder) throws IOException, SQLException {
    TwoServers servers = new TwoServers(folder, DurableServer.start(folder));
    try {
      servers.startBoth();
      return servers;
    } catch (IOException | SQLException | RuntimeException failed) {
      servers.close();
      throw failed;
    }
  }

  private void startBoth() throws IOException, SQLException {
    try (java.sql.Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE availability");
      statement.execute("CREATE DATABASE vaults");
    }
    Path data = folder.resolve("first");
    int s3 = ServerProcess.freePort();
    int imap = ServerProcess.freePort();
    Process process = serve(data, s3, imap, Map.of());
    JsonNode key;
    try (ApiClient administrator = NewTenant.administrator(data)) {
      administrator.post("/api/v1/sites", Map.of("name", Peer.BUCKET, "kind", "teamSite"));
      key = administrator.post("/api/v1/access-keys", Map.of());
      BenchMailbox.make(administrator);
    }
    first = node(process, s3, imap, key);
    s3 = ServerProcess.freePort();
    imap = ServerProcess.freePort();
    Path joined = folder.resolve("second");
    join(data, joined);
    second =
        node(serve(joined, s3, imap, Map.of("FREEHOLD_VAULT_BUILT_IN", "none")), s3, imap, key);
  }

  private Process serve(Path data, int s3, int imap, Map<String, String> others)
      throws IOException {
    Map<String, String> settings = new HashMap<>(others);
    settings.putAll(databaseAt("DATABASE", DurableServer.USER));
    settings.putAll(databaseAt("AVAILABILITY", "availability"));
    settings.putAll(
        Map.of(
            "FREEHOLD_API_PORT", "0",
            "FREEHOLD_VAULT_PORT", "0",
            "FREEHOLD_FILES_S3_PORT", "0",
            "FREEHOLD_METRICS_PORT", "0",
            "FREEHOLD_FILES_S3_PLAIN_PORT", Integer.toString(s3),
            "FREEHOLD_IMAP_PLAIN_PORT", Integer.toString(imap),
            "FREEHOLD_LOG_LEVEL", "warn"));
    Process process =
        ServerProcess.java(
            Main.class, settings, "serve", "--data", data.toAbsolutePath().toString());
    try {
      ServerProcess.await(process, "freehold serves at ");
      return process;
    } catch (IOException failed) {
      process.destroy();
      throw failed;
    }
  }

  private Map<String, String> databaseAt(String prefix, String name) {
    return Map.of(
        "FREEHOLD_" + prefix + "_URL",
        database.getJdbcUrl(DurableServer.USER, name),
        "FREEHOLD_" + prefix + "_USER",
        DurableServer.USER,
        "FREEHOLD_" + prefix + "_PASSWORD",
        "trusted");
  }

  private Node node(Process process, int s3, int imap, JsonNode key) {
    return new Node(
        process,
        new Peer(
            Peer.Kind.FREEHOLD,
            process,
            URI.create("http://127.0.0.1:" + s3),
            key.path("id").asText(),
            key.path("secret").asText(),
            folder),
        new MailPeer("freehold", imap, 0, BenchMailbox.USER, BenchMailbox.PASSWORD));
  }

  /** As the commands do, which refuse what nodes cannot share on different machines. */
  private static void join(Path from, Path to) throws IOException {
    try (ApiClient operator =
        new ApiClient(Connection.read(from.resolve("operator.json")), Clock.systemUTC())) {
      JsonNode node = operator.post("/api/v1/operator/nodes", Map.of("name", "second"));
      NodeBundle.ofService(from).with(UUID.fromString(node.path("id").asText())).writeInto(to);
    }
    Files.createSymbolicLink(to.resolve("blobs"), from.resolve("blobs").toAbsolutePath());
  }

  Node first() {
    return first;
  }

  /** The one that has no vaults of its own, so that the other one lives without it. */
  Node second() {
    return second;
  }

  /** The database's server, which has an empty database {@code vaults} too. */
  EmbeddedPostgres database() {
    return database;
  }

  /** To the database's server, as its superuser. */
  java.sql.Connection connection() throws SQLException {
    return database.getPostgresDatabase().getConnection();
  }

  @Override
  public void close() throws IOException {
    for (Node node : new Node[] {second, first}) {
      if (node != null) {
        ServerProcess.stop(node.process());
      }
    }
    database.close();
  }
}
