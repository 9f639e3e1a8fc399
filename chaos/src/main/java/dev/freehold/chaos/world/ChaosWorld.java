package dev.freehold.chaos.world;

import dev.freehold.chaos.load.ChaosTarget;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * All machines with what runs on them: three nodes, two vaults, two PostgreSQL and a store. State
 * is on disks that go with this process; logs are in a folder that stays.
 */
public final class ChaosWorld implements AutoCloseable {

  /** How long a node uses an opened key without asking again. */
  public static final Duration LEASE = Duration.ofSeconds(5);

  private static final String MAIN = "main";
  private static final String KEYS = "keys";
  private static final Duration MANAGED_EVERY = Duration.ofSeconds(1);
  private static final List<Machine> MANAGED =
      List.of(Machine.NODE_1, Machine.NODE_2, Machine.NODE_3, Machine.VAULT_1, Machine.VAULT_2);

  private final Path folder;
  private final Programs programs;
  private final Path configuration;
  private final DatabasePair pair;
  private final BlobMachine blobs;
  private final Map<Machine, VaultMachine> vaults = new EnumMap<>(Machine.class);
  private final Map<Machine, NodeMachine> nodes = new EnumMap<>(Machine.class);
  private final Map<Machine, UUID> services = new ConcurrentHashMap<>();
  private final List<Path> purgeOperators = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private NodeReadiness readiness;

  /**
   * @param folder for state: a disk of this process's own mount namespace, which others may pass
   * @param logs a folder that stays
   */
  public ChaosWorld(Path folder, Path logs, Programs programs) {
    this.folder = folder;
    this.programs = programs;
    this.configuration = folder.resolve("freehold.yaml");
    this.pair = new DatabasePair(folder, logs);
    this.blobs = new BlobMachine(folder, logs);
    for (Ways way : List.of(Ways.VAULT_1, Ways.VAULT_2)) {
      vaults.put(way.target(), new VaultMachine(way.target(), way.far(), programs, folder, logs));
    }
    for (Machine machine : List.of(Machine.NODE_1, Machine.NODE_2, Machine.NODE_3)) {
      nodes.put(machine, new NodeMachine(machine, programs, configuration, folder, logs));
    }
  }

  /** Starts everything, and comes back when the service serves on all nodes. */
  public void begin() throws IOException {
    Hosts.write(folder.resolve("hosts"));
    NamespaceSockets own = new NamespaceSockets(Machine.LOAD);
    List.of(Ways.VAULT_1, Ways.VAULT_2).forEach(way -> new FaultRelay(own, way));
    Together.run(
        () -> pair.begin(List.of(MAIN, KEYS)),
        blobs::begin,
        () -> beginVaults(Machine.VAULT_1),
        () -> beginVaults(Machine.VAULT_2));
    pair.watch();
    Files.writeString(
        configuration,
        NodeConfiguration.text(
            vaults.keySet().stream().map(this::connection).toList(),
            List.of(purgeOperator("one"), purgeOperator("two"))));
    nodes.values().forEach(NodeMachine::relay);
    NodeMachine first = node(Machine.NODE_1);
    first.begin();
    readiness = new NodeReadiness(TrustedAuthority.context(operator().authorityPem()));
    Together.run(() -> join(first, Machine.NODE_2), () -> join(first, Machine.NODE_3));
  }

  private void beginVaults(Machine machine) {
    VaultMachine vault = vaults.get(machine);
    vault.begin();
    services.put(machine, vault.admit(connection(machine)));
  }

  private Path connection(Machine vault) {
    return folder.resolve("service-" + vault + ".json");
  }

  private void join(NodeMachine first, Machine machine) {
    first.invite(node(machine));
    node(machine).begin();
  }

  private String purgeOperator(String name) {
    Path file = folder.resolve("purge-" + name + ".key");
    purgeOperators.add(file);
    return HostCommand.run(
            programs.freehold("purge", "operator-key", "--name", name, "--out", file.toString()))
        .strip();
  }

  /**
   * What the clients are told.
   *
   * @param own the clients' own folder
   */
  public ChaosTarget target(Path own) {
    return new ChaosTarget(
        nodes.keySet().stream().map(ChaosWorld::door).toList(),
        operator(),
        "s3.freehold.localhost",
        "imap.freehold.localhost",
        vaults.keySet().stream().map(this::place).toList(),
        LEASE,
        List.copyOf(purgeOperators),
        Optional.of(new ChaosTarget.Databases(database(MAIN), database(KEYS))),
        own);
  }

  private ChaosTarget.Database database(String name) {
    return new ChaosTarget.Database(pair.url(name), name, "trusted");
  }

  private Connection operator() {
    return Connection.read(nodes.get(Machine.NODE_1).operatorFile());
  }

  private static ChaosTarget.Node door(Machine machine) {
    return new ChaosTarget.Node(
        machine.label(),
        machine.address(),
        NodeMachine.API_PORT,
        NodeMachine.S3_PORT,
        NodeMachine.IMAP_PORT,
        NodeMachine.LMTP_PORT);
  }

  private ChaosTarget.VaultPlace place(Machine machine) {
    VaultMachine vault = vaults.get(machine);
    return new ChaosTarget.VaultPlace(
        vault.administrator(),
        "https://management.%s:%d".formatted(vault.suffix(), vault.port()),
        vault.suffix(),
        vault.port(),
        List.of(services.get(machine)));
  }

  /** A node. */
  public NodeMachine node(Machine machine) {
    return nodes.get(machine);
  }

  /** The databases. */
  public DatabasePair pair() {
    return pair;
  }

  /** What runs on a machine. */
  public MachineProcess process(Machine machine) {
    return switch (machine) {
      case NODE_1, NODE_2, NODE_3 -> nodes.get(machine).process();
      case PG_1, PG_2 -> pair.process(machine);
      case BLOBS -> blobs.process();
      case VAULT_1, VAULT_2 -> vaults.get(machine).process();
      case LOAD -> throw new IllegalArgumentException("nothing happens to the load");
    };
  }

  /**
   * Has a service manager look after nodes and vaults.
   *
   * @param ended is told of each that had served and ended by itself
   */
  public void manage(Consumer<String> ended) {
    Thread.ofPlatform()
        .daemon()
        .name("manager")
        .start(
            () -> {
              while (!closed.get()) {
                Patience.pause(MANAGED_EVERY);
                MANAGED.forEach(machine -> process(machine).keepRunning().ifPresent(ended));
              }
            });
  }

  /** Whether everything runs, and each program has served since it was started. */
  public boolean isStarted() {
    return MANAGED.stream().allMatch(machine -> process(machine).hasServed())
        && blobs.process().hasServed();
  }

  /** Whether all nodes say that they are ready. */
  public boolean isReady() {
    return nodes.keySet().stream().allMatch(readiness::isReady);
  }

  /** The disk of a machine, if it is one that can be full. */
  public SmallDisk disk(Machine machine) {
    return switch (machine) {
      case NODE_1, NODE_2, NODE_3 -> nodes.get(machine).disk();
      case BLOBS -> blobs.disk();
      case VAULT_1, VAULT_2 -> vaults.get(machine).disk();
      case PG_1, PG_2, LOAD -> throw new IllegalArgumentException(machine + " has no small disk");
    };
  }

  /** Ends all processes but this one. */
  @Override
  public void close() {
    closed.set(true);
    pair.close();
    for (Machine machine : Machine.values()) {
      if (machine != Machine.LOAD && process(machine).isAlive()) {
        process(machine).kill();
      }
    }
  }
}
