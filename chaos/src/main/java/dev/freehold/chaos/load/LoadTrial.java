package dev.freehold.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.chaos.history.Violation;
import dev.freehold.chaos.load.ChaosTarget.Node;
import dev.freehold.chaos.load.ChaosTarget.VaultPlace;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.OperatorKeyFile;
import dev.freehold.server.client.VaultConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The load and its checker against one server and two vaults on this machine, without faults but
 * for a revocation in the middle. It is there to work at the load: {@code LoadTrial SECONDS SEED
 * FOLDER}.
 */
final class LoadTrial implements AutoCloseable {

  private static final int FIRST_PORT = 12_000;
  private static final int PORTS = 19_000;
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration REVOKED = LEASE.multipliedBy(2).plusSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
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
    Path data = folder.resolve("node-1");
    Map<String, String> environment = new HashMap<>();
    environment.put("FREEHOLD_API_PORT", Integer.toString(node.apiPort()));
    environment.put("FREEHOLD_FILES_S3_PORT", Integer.toString(node.s3Port()));
    environment.put("FREEHOLD_IMAP_PORT", Integer.toString(node.imapPort()));
    environment.put("FREEHOLD_LMTP_PORT", Integer.toString(node.lmtpPort()));
    environment.put("FREEHOLD_VAULT_BUILT_IN", "none");
    environment.put("FREEHOLD_KEYS_LEASE_SECONDS", Long.toString(LEASE.toSeconds()));
    environment.put("FREEHOLD_PURGE_OPERATORS", String.join(",", verifiers));
    environment.put(
        "FREEHOLD_KEYS_VAULT_CONNECTIONS",
        folder.resolve("service-1.json") + "," + folder.resolve("service-2.json"));
    start("freehold serves at ", environment, "serve", "--data", data.toString());
    return new ChaosTarget(
        List.of(node),
        Connection.read(data.resolve("operator.json")),
        "s3.freehold.localhost",
        "imap.freehold.localhost",
        vaults,
        LEASE,
        keys,
        Optional.empty(),
        folder);
  }

  private VaultPlace vault(int number) throws IOException {
    Path data = folder.resolve("vault-" + number);
    String suffix = "keys-%d.localhost".formatted(number);
    int port = free();
    start(
        "freehold vault serves at ",
        Map.of("FREEHOLD_VAULT_SUFFIX", suffix, "FREEHOLD_VAULT_PORT", Integer.toString(port)),
        "vault",
        "--data",
        data.toString());
    Connection administrator = Connection.read(data.resolve("administrator.json"));
    JsonNode service = admit(administrator);
    new VaultConnection(
            "%s:%d".formatted(suffix, port),
            administrator.server(),
            administrator.authorityPem(),
            UUID.fromString(administrator.tenant()),
            service.path("clientId").asText(),
            service.path("clientSecret").asText())
        .write(folder.resolve("service-%d.json".formatted(number)));
    return new VaultPlace(
        administrator,
        "https://management.%s:%d".formatted(suffix, port),
        suffix,
        port,
        List.of(UUID.fromString(service.path("objectId").asText())));
  }

  /** As {@code freehold vault admit} does; a machine at work may take its time. */
  private static JsonNode admit(Connection administrator) throws IOException {
    try (ApiClient client = new ApiClient(administrator, Clock.systemUTC())) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        try {
          return client.post(
              "/api/v1/applications", Map.of("displayName", "service", "roles", List.of()));
        } catch (IOException | ServerException slow) {
          if (System.nanoTime() > end) {
            throw slow;
          }
        }
      }
    }
  }

  private void start(String ready, Map<String, String> environment, String... arguments)
      throws IOException {
    Process process = process(environment, arguments);
    processes.add(process);
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ready)) {
        Thread.ofVirtual().start(() -> drain(output));
        return;
      }
    }
    throw new IOException("it ended before it served: " + List.of(arguments));
  }

  private static void drain(BufferedReader output) {
    try {
      output.lines().forEach(System.out::println);
    } catch (UncheckedIOException ended) {
      // So did the process.
    }
  }

  private Process process(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("%s-%d.log".formatted(arguments[0], processes.size()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("FREEHOLD_METRICS_PORT", "0");
    builder.environment().putAll(environment);
    return builder.start();
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
    processes.reversed().forEach(Process::destroyForcibly);
  }
}
