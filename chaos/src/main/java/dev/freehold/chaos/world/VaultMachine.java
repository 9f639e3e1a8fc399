package dev.freehold.chaos.world;

import dev.freehold.server.client.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Vaults that run alone, on their machine. */
public final class VaultMachine {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int DISK_MEGABYTES = 256;

  private final Machine machine;
  private final Programs programs;
  private final Path data;
  private final SmallDisk disk;
  private final MachineProcess process;
  private final String suffix;
  private final int port;

  VaultMachine(Machine machine, int port, Programs programs, Path all, Path logs) {
    this.machine = machine;
    this.programs = programs;
    this.suffix = Hosts.suffix(machine);
    this.port = port;
    this.disk = SmallDisk.mounted(all.resolve(machine.label()), DISK_MEGABYTES);
    this.data = disk.folder().resolve("data");
    this.process =
        new MachineProcess(
            machine,
            programs.freehold("vault", "--data", data.toString()),
            Map.of(
                "FREEHOLD_BIND_ADDRESS",
                "0.0.0.0",
                "FREEHOLD_VAULT_SUFFIX",
                suffix,
                "FREEHOLD_VAULT_PORT",
                Integer.toString(port)),
            logs.resolve(machine + ".log"),
            "freehold vault serves at");
  }

  /** Starts it and waits until it serves. */
  void begin() {
    process.start();
    process.awaitServing(PATIENCE);
  }

  /** Makes an application for the service, and gives its object id. */
  UUID admit(Path connection) {
    String printed =
        HostCommand.insist(
            programs.freehold(
                "vault",
                "admit",
                "--connection",
                administratorFile().toString(),
                "--name",
                "service",
                "--out",
                connection.toString()));
    return UUID.fromString(printed.strip().lines().toList().getLast().strip());
  }

  /** Who makes vaults here. */
  public Connection administrator() {
    return Connection.read(administratorFile());
  }

  /** What follows a vault's name in its host name. */
  public String suffix() {
    return suffix;
  }

  /** The port of all vaults here. */
  public int port() {
    return port;
  }

  /** Its only process. */
  public MachineProcess process() {
    return process;
  }

  /** Where the keys are. */
  public SmallDisk disk() {
    return disk;
  }

  private Path administratorFile() {
    return data.resolve("administrator.json");
  }

  @Override
  public String toString() {
    return machine.label();
  }
}
