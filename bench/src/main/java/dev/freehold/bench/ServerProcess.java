package dev.freehold.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server that is measured, in a process of its own. */
public final class ServerProcess {

  private ServerProcess() {}

  /** Starts a class of this class path with a heap of 512 MiB. */
  public static Process java(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    return start(command, environment, arguments);
  }

  /** Starts the program as people do, by {@code ./freehold} of the working folder. */
  public static Process launched(Map<String, String> environment, String... arguments)
      throws IOException {
    return start(List.of("./freehold"), environment, arguments);
  }

  private static Process start(
      List<String> program, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The rest of the first line that begins with {@code start}. */
  public static String await(Process process, String start) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    throw new IOException("a server ended before it said '" + start + "'");
  }

  /** The most resident memory that it had, in MiB. */
  public static long peakResidentMiB(Process process) throws IOException {
    return memoryMiB(process, "VmHWM:");
  }

  /** The resident memory that it has, in MiB. */
  public static long residentMiB(Process process) throws IOException {
    return memoryMiB(process, "VmRSS:");
  }

  private static long memoryMiB(Process process, String which) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith(which)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return 0;
  }

  /** Asks it to end, and waits until it has. */
  public static void stop(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A port of loopback that nobody has now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
