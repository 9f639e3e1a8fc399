package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.nodes.NodeBundle;
import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Two nodes that have one PostgreSQL database, one service master key, one PostgreSQL database of
 * availability keys and one folder of blobs.
 */
public final class TwoNodes implements AutoCloseable {

  private final Path folder;
  private final Map<String, String> settings;
  private final FreeholdServer first;
  private FreeholdServer second;

  private TwoNodes(Path folder, Map<String, String> others) {
    this.folder = folder;
    this.settings = new HashMap<>(PostgresqlPair.make(folder).settings());
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

  /** As the commands do, which refuse what nodes cannot share on different machines. */
  private void join(Path from, Path to) throws IOException {
    try (ApiClient operator =
        new ApiClient(Connection.read(first.operatorConnection()), Clock.systemUTC())) {
      JsonNode node = operator.post("/api/v1/operator/nodes", Map.of("name", "second"));
      NodeBundle.ofService(from).with(UUID.fromString(node.path("id").asText())).writeInto(to);
    }
    Files.createSymbolicLink(to.resolve("blobs"), from.resolve("blobs"));
  }

  @Override
  public void close() {
    if (second != null) {
      second.close();
    }
    first.close();
  }
}
