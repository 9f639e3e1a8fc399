package dev.freehold.server.quickstart;

import dev.freehold.server.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code freehold serve} in a process of its own. */
final class ServerProcess implements AutoCloseable {

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts a server and returns when it answers. */
  static ServerProcess start(Path data, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            // The driver unpacks its library there, and a killed process leaves it behind.
            "-Dorg.sqlite.tmpdir=" + data.getParent(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--data",
            data.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    ServerProcess server = new ServerProcess(builder.start());
    server.awaitReady();
    return server;
  }

  /** Ends the process as a power cut would: nothing of it runs any more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitReady() throws IOException {
    BufferedReader output = process.inputReader();
    List<String> seen = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("freehold serves at ")) {
        Thread.ofVirtual().start(() -> drain(output));
        return;
      }
      seen.add(line);
    }
    throw new IOException("the server ended before it answered: " + seen);
  }

  private static void drain(BufferedReader output) {
    try {
      while (output.readLine() != null) {
        // Only so that the server never waits for a reader.
      }
    } catch (IOException ended) {
      return;
    }
  }
}
