package dev.freehold.server.testing;

import dev.freehold.server.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@code freehold} command that runs a server, in a process of its own. */
public final class FreeholdProcess implements AutoCloseable {

  private final Process process;
  private final List<String> saidBeforeReady = new ArrayList<>();

  private FreeholdProcess(Process process) {
    this.process = process;
  }

  /** Starts {@code freehold serve} and returns when it answers. */
  public static FreeholdProcess serve(Path data, Map<String, String> environment)
      throws IOException {
    return start("freehold serves at ", data, environment, "serve", "--data", data.toString());
  }

  /** Starts {@code freehold vault} and returns when it answers. */
  public static FreeholdProcess vault(Path data, Map<String, String> environment)
      throws IOException {
    return start(
        "freehold vault serves at ", data, environment, "vault", "--data", data.toString());
  }

  /** Starts {@code freehold witness} with further options and returns when it answers. */
  public static FreeholdProcess witness(Path data, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("witness", "--data", data.toString(), "--metrics-port", "0"));
    arguments.addAll(List.of(options));
    return start("freehold witness serves at ", data, Map.of(), arguments.toArray(String[]::new));
  }

  private static FreeholdProcess start(
      String ready, Path data, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
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
            Main.class.getName()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("FREEHOLD_METRICS_PORT", "0");
    builder.environment().putAll(environment);
    FreeholdProcess server = new FreeholdProcess(builder.start());
    server.awaitReady(ready);
    return server;
  }

  /** What it printed before it said that it serves, a line each. */
  public List<String> saidBeforeReady() {
    return List.copyOf(saidBeforeReady);
  }

  /** Ends the process as a power cut would: nothing of it runs any more. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks the process to end, waits for it, and gives its exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitReady(String ready) throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ready)) {
        Thread.ofVirtual().start(() -> drain(output));
        return;
      }
      saidBeforeReady.add(line);
    }
    throw new IOException("the server ended before it answered: " + saidBeforeReady);
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
