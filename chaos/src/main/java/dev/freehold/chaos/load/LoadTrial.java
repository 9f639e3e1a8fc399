package dev.freehold.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.chaos.history.Violation;
import dev.freehold.chaos.load.ChaosTarget.Node;
import dev.freehold.chaos.load.ChaosTarget.VaultPlace;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.OperatorKeyFile;
import dev.freehold.server.client.VaultConnection;
import dev.freehold.server.config.Command;
import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.run.StandaloneVault;
import dev.freehold.server.run.Surroundings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The load and its checker against a server and two vaults in this process, without faults but for
 * a revocation in the middle. It is there to work at the load: {@code LoadTrial SECONDS SEED
 * FOLDER}.
 */
final class LoadTrial implements AutoCloseable {

  private static final int FIRST_PORT = 12_000;
  private static final int PORTS = 19_000;
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration REVOKED = LEASE.multipliedBy(2).plusSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final List<Runnable> running = new ArrayList<>();
  private int nextPort = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);

  private LoadTrial(Path folder) {
    this.folder = folder;
  }

  /** Ends with 1 if the service broke a promise. */
  public static void main(String[] arguments) throws Exception {
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
    long seed = Long.parseLong(arguments[1]);
    List<Violation> found;
    try (LoadTrial trial = new LoadTrial(Path.of(arguments[2]))) {
      found = trial.run(time, seed);
    }
    found.forEach(System.out::println);
    System.exit(found.isEmpty() ? 0 : 1);
  }

  private List<Violation> run(Duration time, long seed) throws Exception {
    ChaosTarget target = begin();
    try (ChaosLoad load = ChaosLoad.prepare(target, seed)) {
      System.out.println("prepared, seed " + seed);
      load.start();
      LockSupport.parkNanos(time.dividedBy(2).toNanos());
      System.out.println("revoked: " + load.revoke(PATIENCE));
      LockSupport.parkNanos(REVOKED.toNanos());
      System.out.println("given back: " + load.giveBack(PATIENCE));
      LockSupport.parkNanos(time.dividedBy(2).toNanos());
      load.stop();
      List<Violation> found = load.check();
      System.out.println(load.summary());
      return found;
    }
  }

  private ChaosTarget begin() throws IOException {
    Files.createDirectories(folder);
    List<VaultPlace> vaults = List.of(vault(1), vault(2));
    List<Path> keys = new ArrayList<>();
    List<String> verifiers = new ArrayList<>();
    for (String name : List.of("ines", "omar")) {
      Path file = folder.resolve(name + ".key");
      verifiers.add(OperatorKeyFile.create(file, name, Optional.empty()).verifier().toString());
      keys.add(file);
    }
    Node node = new Node("node-1", "127.0.0.1", free(), free(), free(), free());
    Map<String, String> settings =
        Map.of(
            "freehold.api.port", Integer.toString(node.apiPort()),
            "freehold.files.s3.port", Integer.toString(node.s3Port()),
            "freehold.imap.port", Integer.toString(node.imapPort()),
            "freehold.lmtp.port", Integer.toString(node.lmtpPort()),
            "freehold.vault.built-in", "none",
            "freehold.keys.lease-seconds", Long.toString(LEASE.toSeconds()),
            "freehold.purge.operators", String.join(",", verifiers),
            "freehold.keys.vault-connections", service(1) + "," + service(2));
    FreeholdServer server =
        FreeholdServer.start(
            settings("node-1", Command.SERVE, settings),
            new Surroundings(
                Clock.systemUTC(), System::nanoTime, CustodyLimits.MIN_PASSWORD_ITERATIONS));
    running.add(server::close);
    return new ChaosTarget(
        List.of(node),
        Connection.read(server.operatorConnection()),
        "s3.freehold.localhost",
        "imap.freehold.localhost",
        vaults,
        LEASE,
        keys,
        Optional.empty(),
        folder);
  }

  private ServerSettings settings(String name, Command command, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("freehold.data-folder", folder.resolve(name).toString());
    settings.put("freehold.metrics.port", "0");
    return ServerSettings.from(
        new ConfigurationLoader().load(Optional.empty(), Map.of(), settings).requireFor(command));
  }

  private Path service(int vault) {
    return folder.resolve("service-%d.json".formatted(vault));
  }

  /** Vaults to which the service was admitted as {@code freehold vault admit} does it. */
  private VaultPlace vault(int number) throws IOException {
    String suffix = "keys-%d.localhost".formatted(number);
    int port = free();
    StandaloneVault vault =
        StandaloneVault.start(
            settings(
                "vault-" + number,
                Command.VAULT,
                Map.of(
                    "freehold.vault.suffix",
                    suffix,
                    "freehold.vault.port",
                    Integer.toString(port))),
            Clock.systemUTC());
    running.add(vault::close);
    Connection administrator = Connection.read(vault.administratorConnection());
    JsonNode admitted;
    try (ApiClient client = new ApiClient(administrator, Clock.systemUTC())) {
      admitted =
          client.post("/api/v1/applications", Map.of("displayName", "service", "roles", List.of()));
    }
    new VaultConnection(
            "%s:%d".formatted(suffix, port),
            administrator.server(),
            administrator.authorityPem(),
            UUID.fromString(administrator.tenant()),
            admitted.path("clientId").asText(),
            admitted.path("clientSecret").asText())
        .write(service(number));
    return new VaultPlace(
        administrator,
        "https://management.%s:%d".formatted(suffix, port),
        suffix,
        port,
        List.of(UUID.fromString(admitted.path("objectId").asText())));
  }

  /** A port that nobody has, below those that systems give to connections. */
  private int free() throws IOException {
    while (true) {
      try (ServerSocket socket =
          new ServerSocket(nextPort++, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // The next one, then.
      }
    }
  }

  @Override
  public void close() {
    running.reversed().forEach(Runnable::run);
  }
}
