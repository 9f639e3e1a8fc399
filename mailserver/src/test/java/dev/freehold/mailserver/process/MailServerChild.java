package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link MailServerMain}. */
final class MailServerChild implements AutoCloseable {

  /** As long as a server's setting lets a message be at most. */
  static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

  private static final int KILLED = 128 + 9;

  private final Process process;
  private final List<MailDoor> doors;

  private MailServerChild(Process process, List<MailDoor> doors) {
    this.process = process;
    this.doors = doors;
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param options of the JVM
   */
  static MailServerChild start(List<MailPlace> places, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile")));
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), MailServerMain.class.getName()));
    places.forEach(place -> command.add(place.asArgument()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
    List<MailDoor> doors = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      String ports = lines.readLine();
      assertThat(ports).as("the ports of the mail server").isNotNull();
      String[] parts = ports.split(" ", -1);
      doors.add(new MailDoor(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }
    return new MailServerChild(process, doors);
  }

  /** The mailbox that was named so many after the first. */
  MailDoor door(int index) {
    return doors.get(index);
  }

  long pid() {
    return process.pid();
  }

  /** Kills it by signal 9. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(KILLED);
  }

  /** Lets it end by itself. */
  void end() throws IOException, InterruptedException {
    process.outputWriter().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
