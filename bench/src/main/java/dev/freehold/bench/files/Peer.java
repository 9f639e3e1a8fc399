package dev.freehold.bench.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A server in its own process, with a bucket.
 *
 * @param kind which one
 * @param process its process
 * @param endpoint where it answers S3 without TLS
 * @param key the access key's id
 * @param secret its secret
 * @param folder what it writes to
 */
record Peer(Kind kind, Process process, URI endpoint, String key, String secret, Path folder)
    implements AutoCloseable {

  static final String BUCKET = "bench";

  /** The servers that are compared. */
  enum Kind {
    /** S3Proxy over its file-system store. */
    PLAIN,
    /** The same, flushing what it stores before it answers, as the product does. */
    FLUSHED,
    /** The same with its own encryption. */
    ENCRYPTED,
    /** rclone's encryption of a folder, served over WebDAV. */
    RCLONE,
    /** The product. */
    FREEHOLD
  }

  static Peer start(Kind kind, Path folder) throws IOException {
    Files.createDirectories(folder);
    return switch (kind) {
      case PLAIN, FLUSHED, ENCRYPTED -> startS3Proxy(kind, folder);
      case RCLONE -> RclonePeer.start(folder);
      case FREEHOLD -> FreeholdPeer.start(folder);
    };
  }

  private static Peer startS3Proxy(Kind kind, Path folder) throws IOException {
    Files.createDirectories(folder.resolve(BUCKET));
    Process process =
        java(PeerMain.class, Map.of(), kind.name().toLowerCase(Locale.ROOT), folder.toString());
    String port = await(process, "port ");
    return new Peer(
        kind,
        process,
        URI.create("http://127.0.0.1:" + port),
        PeerMain.KEY,
        PeerMain.SECRET,
        folder);
  }

  /** Starts a class of this class path with a heap of 512 MiB. */
  static Process java(Class<?> main, Map<String, String> environment, String... arguments)
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
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The rest of the first line that begins with {@code start}. */
  static String await(Process process, String start) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    throw new IOException("a server ended before it said '" + start + "'");
  }

  /** Resident memory of the process now, and the most that it had, in MiB. */
  long peakResidentMiB() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
