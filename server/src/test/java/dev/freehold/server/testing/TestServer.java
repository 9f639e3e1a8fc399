package dev.freehold.server.testing;

import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.run.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Servers for tests: everything real, on loopback, on free ports unless told otherwise. */
public final class TestServer {

  /** Of passwords: few, because they are the subject of other tests. */
  public static final int PASSWORD_ITERATIONS = 1_000;

  private TestServer() {}

  /** Starts a server; {@code settings} are configuration keys without {@code freehold.}. */
  public static FreeholdServer start(Path data, Clock clock, Map<String, String> settings) {
    LongSupplier nanoTime =
        clock instanceof SettableClock settable ? settable::nanoTime : System::nanoTime;
    ServerSettings all = settings(data, settings);
    ReadyFolder.prepare(data, all, clock);
    return FreeholdServer.start(all, new Surroundings(clock, nanoTime, PASSWORD_ITERATIONS));
  }

  /** What the server would be started with. */
  public static ServerSettings settings(Path data, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("freehold.data-folder", data.toString());
    all.put("freehold.api.port", "0");
    all.put("freehold.vault.port", "0");
    all.put("freehold.files.s3.port", "0");
    all.put("freehold.metrics.port", "0");
    settings.forEach((key, value) -> all.put("freehold." + key, value));
    return ServerSettings.from(new ConfigurationLoader().load(Optional.empty(), Map.of(), all));
  }
}
