package dev.freehold.server.quickstart;

import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What the server of a quickstart is started with. The environment may choose ports and more. */
public final class QuickstartSettings {

  /** Short, so that the effect of a revocation is seen in seconds and not in a minute. */
  private static final Duration LEASE = Duration.ofSeconds(2);

  /** Below the ports that systems give to connections, so that none has one in the meantime. */
  private static final int FIRST_PORT = 12_000;

  private static final int END_OF_PORTS = 32_000;

  private final Map<String, String> environment;
  private final Map<String, String> chosen = new HashMap<>();

  private QuickstartSettings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The settings.
   *
   * @param keepsAddresses fixed ports where the folder stays: the policy names its keys by URL,
   *     with the port
   */
  public static ServerSettings of(
      QuickstartFolder folder, Map<String, String> environment, boolean keepsAddresses) {
    QuickstartSettings settings = new QuickstartSettings(environment);
    Map<String, String> chosen = settings.chosen;
    chosen.put("freehold.data-folder", folder.root().toString());
    chosen.put("freehold.metrics.port", "0");
    chosen.put("freehold.keys.lease-seconds", Long.toString(LEASE.toSeconds()));
    if (!keepsAddresses) {
      chosen.put("freehold.api.port", "0");
      chosen.put("freehold.vault.port", "0");
      chosen.put("freehold.files.s3.port", "0");
    }
    // Mail programs find this name on every machine.
    settings.unlessGiven("freehold.imap.name", "localhost");
    int port = freePort(FIRST_PORT, (FIRST_PORT + END_OF_PORTS) / 2);
    settings.unlessGiven("freehold.imap.port", Integer.toString(port));
    port = freePort((FIRST_PORT + END_OF_PORTS) / 2, END_OF_PORTS);
    settings.unlessGiven("freehold.lmtp.port", Integer.toString(port));
    return ServerSettings.from(
        new ConfigurationLoader().load(Optional.empty(), environment, chosen));
  }

  private void unlessGiven(String key, String value) {
    if (!environment.containsKey(key.toUpperCase(Locale.ROOT).replace('.', '_'))) {
      chosen.put(key, value);
    }
  }

  private static int freePort(int first, int end) {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(first, end);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
  }
}
