package dev.freehold.chaos.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the system to their end. */
final class HostCommand {

  private static final int PATIENCE_SECONDS = 120;
  private static final int ATTEMPTS = 5;

  private HostCommand() {}

  /**
   * Runs a program and gives what it prints.
   *
   * @throws WorldException if it fails or does not end
   */
  static String run(String... command) {
    return run(List.of(command));
  }

  /** The same for a list. */
  static String run(List<String> command) {
    try {
      Path out = Files.createTempFile("chaos", ".out");
      try {
        ProcessBuilder builder = builder(command);
        Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        String text = Files.readString(out, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          throw new WorldException(
              "%s %s: %s"
                  .formatted(
                      String.join(" ", command), ended ? "failed" : "does not end", text.strip()));
        }
        return text;
      } finally {
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new WorldException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorldException("interrupted in " + command.getFirst(), e);
    }
  }

  /** A process with no input, and with no settings of the service that this process was given. */
  static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("FREEHOLD_"));
    return builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
  }

  /** The same for something that a busy machine may answer too late; tried a few times. */
  static String insist(List<String> command) {
    for (int attempt = 1; ; attempt++) {
      try {
        return run(command);
      } catch (WorldException failed) {
        if (attempt == ATTEMPTS) {
          throw failed;
        }
      }
    }
  }

  /** Runs a program on a machine. */
  static String on(Machine machine, String... command) {
    return run(at(machine, Arrays.asList(command)));
  }

  /** The command that runs another one on a machine, in the same process. */
  static List<String> at(Machine machine, List<String> command) {
    List<String> whole = new ArrayList<>();
    whole.add("nsenter");
    whole.add("--net=" + Namespaces.file(machine));
    whole.addAll(command);
    return whole;
  }
}
