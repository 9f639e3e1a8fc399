package dev.freehold.chaos.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one program of a machine. Faults are those of the machine: all of its processes are killed or
 * stopped, by their numbers. A program that ends by itself is started again, as a service manager
 * does; what ended before it served found something missing, what ended later is remembered.
 */
public final class MachineProcess {

  private final Machine machine;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final String serves;
  private Process process;
  private boolean wanted;
  private boolean served;
  private long startedAt;

  /**
   * @param serves what the program prints once it serves
   */
  MachineProcess(
      Machine machine,
      List<String> command,
      Map<String, String> environment,
      Path log,
      String serves) {
    this.machine = machine;
    this.command = HostCommand.at(machine, command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.serves = serves;
  }

  /** Starts it, for the first time or after it was killed. What it prints is added to its log. */
  public synchronized void start() {
    ProcessBuilder builder = HostCommand.builder(command);
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      startedAt = Files.exists(log) ? Files.size(log) : 0;
      process = builder.start();
      wanted = true;
      served = false;
    } catch (IOException e) {
      throw new WorldException(machine + " does not start", e);
    }
  }

  /** Ends everything on the machine at once. */
  public synchronized void kill() {
    wanted = false;
    signal("-KILL");
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorldException("interrupted", e);
    }
  }

  /** Stops everything on the machine, which keeps its memory and connections. */
  public synchronized void pause() {
    signal("-STOP");
  }

  /** Lets it go on. */
  public synchronized void resume() {
    signal("-CONT");
  }

  /** Whether the program runs, or could if it was not paused. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  private void signal(String signal) {
    for (long number : Namespaces.processes(machine)) {
      try {
        HostCommand.run("kill", signal, Long.toString(number));
      } catch (WorldException gone) {
        // It has ended meanwhile.
      }
    }
  }

  /** Waits until the program serves. */
  void awaitServing(Duration patience) {
    if (!Patience.until(() -> keepRunning().isEmpty() && hasServed(), patience)) {
      throw new WorldException("%s does not serve; see %s".formatted(machine, log));
    }
  }

  /** Whether it has served since it was started. */
  public synchronized boolean hasServed() {
    if (!served) {
      try (InputStream in = Files.newInputStream(log)) {
        in.skipNBytes(startedAt);
        served = new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(serves);
      } catch (IOException e) {
        throw new WorldException("no log of " + machine, e);
      }
    }
    return served;
  }

  /** Starts it again if it has ended by itself; says so if it had served. */
  public synchronized Optional<String> keepRunning() {
    if (!wanted || process.isAlive()) {
      return Optional.empty();
    }
    String ended = "%s ended by itself with %d".formatted(machine, process.exitValue());
    boolean hasServed = hasServed();
    start();
    return hasServed ? Optional.of(ended) : Optional.empty();
  }
}
