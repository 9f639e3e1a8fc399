package dev.freehold.chaos.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A node of the service on its machine, with relays on the way to what it needs. */
public final class NodeMachine {

  static final int API_PORT = 8543;
  static final int S3_PORT = 8546;
  static final int IMAP_PORT = 8993;
  static final int LMTP_PORT = 8024;

  private static final String SERVES = "freehold serves at";
  private static final String REQUEST = "fhnode1.";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int DISK_MEGABYTES = 256;

  private final Machine machine;
  private final Programs programs;
  private final Path configuration;
  private final Path data;
  private final Path log;
  private final SmallDisk disk;
  private final ShiftedClock clock;
  private final MachineProcess process;
  private final Map<Machine, FaultRelay> relays = new EnumMap<>(Machine.class);

  NodeMachine(Machine machine, Programs programs, Path configuration, Path all, Path logs) {
    this.machine = machine;
    this.programs = programs;
    this.configuration = configuration;
    this.disk = SmallDisk.mounted(all.resolve(machine.label()), DISK_MEGABYTES);
    this.data = disk.folder().resolve("data");
    this.log = logs.resolve(machine + ".log");
    this.clock = new ShiftedClock(all.resolve(machine + ".clock"));
    this.process =
        new MachineProcess(
            machine,
            programs.freehold(
                "serve", "--config", configuration.toString(), "--data", data.toString()),
            clock.environment(),
            log,
            SERVES);
  }

  /** Makes the relays. */
  void relay() {
    NamespaceSockets sockets = new NamespaceSockets(machine);
    for (Ways way : Ways.values()) {
      relays.put(way.target(), new FaultRelay(sockets, way));
    }
  }

  /** Starts it and waits until it serves. */
  void begin() {
    process.start();
    process.awaitServing(PATIENCE);
  }

  /**
   * Makes the data folder of another node, as somebody does who copies lines between two screens.
   */
  void invite(NodeMachine other) {
    try {
      Process join =
          HostCommand.builder(
                  HostCommand.at(
                      other.machine, programs.freehold("node", "join", "--data", "" + other.data)))
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .redirectError(ProcessBuilder.Redirect.appendTo(other.log.toFile()))
              .start();
      String request = request(join.inputReader(StandardCharsets.UTF_8));
      String answer =
          HostCommand.run(
              HostCommand.at(
                  machine,
                  programs.freehold(
                      "node",
                      "invite",
                      other.machine.label(),
                      request,
                      "--config",
                      configuration.toString(),
                      "--data",
                      data.toString())));
      try (Writer in = join.outputWriter(StandardCharsets.UTF_8)) {
        in.write(answer);
      }
      if (join.waitFor() != 0) {
        throw new WorldException(other.machine + " cannot join; see " + other.log);
      }
    } catch (IOException e) {
      throw new WorldException(other.machine + " cannot join", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorldException("interrupted", e);
    }
  }

  private static String request(BufferedReader printed) throws IOException {
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      int at = line.indexOf(REQUEST);
      if (at >= 0) {
        return line.substring(at).strip();
      }
    }
    throw new WorldException("a joining node printed no request");
  }

  /** The connection of the first operator. */
  Path operatorFile() {
    return data.resolve("operator.json");
  }

  /** Its only process. */
  public MachineProcess process() {
    return process;
  }

  /** Where its data folder is. */
  public SmallDisk disk() {
    return disk;
  }

  /** Its clock. */
  public ShiftedClock clock() {
    return clock;
  }

  /** What its connections to another machine pass. */
  public FaultRelay relay(Machine target) {
    return relays.get(target);
  }
}
