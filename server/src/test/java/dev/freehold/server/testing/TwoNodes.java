package dev.freehold.server.testing;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.stores.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    share(folder.resolve("first"), Files.createDirectory(folder.resolve("second")));
    second = TestServer.start(folder.resolve("second"), Clock.systemUTC(), settings);
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

  private static void share(Path from, Path to) throws IOException {
    Files.copy(from.resolve("service-master.key"), to.resolve("service-master.key"));
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
