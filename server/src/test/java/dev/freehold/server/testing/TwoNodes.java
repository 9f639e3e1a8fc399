package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.nodes.NodeBundle;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.stores.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two nodes that have one PostgreSQL database, one service master key, one database of availability
 * keys and one folder of blobs.
 */
public final class TwoNodes implements AutoCloseable {

  private final Path folder;
  private final Map<String, String> settings;
  private final FreeholdServer first;
  private FreeholdServer second;

  private TwoNodes(Path folder, Map<String, String> others) {
    this.folder = folder;
    this.settings = settings(folder);
    settings.putAll(others);
    this.first = TestServer.start(folder.resolve("first"), Clock.systemUTC(), settings);
  }

  /** Starts the first node alone. */
  public static TwoNodes first(Path folder) {
    return first(folder, Map.of());
  }

  /** The same with further settings of both. */
  public static TwoNodes first(Path folder, Map<String, String> settings) {
    return new TwoNodes(folder, settings);
  }

  /** Starts the second node too. */
  public FreeholdServer startSecond() throws IOException {
    join(folder.resolve("first"), folder.resolve("second"));
    Map<String, String> ofSecond = new HashMap<>(settings);
    ofSecond.put("vault.built-in", "none");
    second = TestServer.start(folder.resolve("second"), Clock.systemUTC(), ofSecond);
    return second;
  }

  /** The node that was there first. */
  public FreeholdServer first() {
    return first;
  }

  private static Map<String, String> settings(Path folder) {
    if (TestDatabases.migrated(Dialect.POSTGRESQL, folder, Schemas.MAIN)
        instanceof DatabaseSettings.Postgresql(String url, String user, String password, int _)) {
      Map<String, String> settings = new HashMap<>();
      settings.put("database.url", url);
      settings.put("database.user", user);
      settings.put("database.password", password);
      return settings;
    }
    throw new AssertionError("PostgreSQL's settings are of its own kind");
  }

  /** As the commands do, which refuse what nodes cannot share on different machines. */
  private void join(Path from, Path to) throws IOException {
    try (ApiClient operator =
        new ApiClient(Connection.read(first.operatorConnection()), Clock.systemUTC())) {
      JsonNode node = operator.post("/api/v1/operator/nodes", Map.of("name", "second"));
      NodeBundle.ofService(from, UUID.fromString(node.path("id").asText())).writeInto(to);
    }
    for (String name : List.of("availability.db", "blobs")) {
      Files.createSymbolicLink(to.resolve(name), from.resolve(name));
    }
  }

  @Override
  public void close() {
    if (second != null) {
      second.close();
    }
    first.close();
  }
}
