package dev.freehold.bench.files;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** {@code rclone serve webdav} over a folder that rclone encrypts. */
final class RclonePeer {

  private static final int PATIENCE_MILLIS = 20_000;

  private RclonePeer() {}

  static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "rclone")));
  }

  static Peer start(Path folder) throws IOException {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                "rclone",
                "serve",
                "webdav",
                ":crypt:",
                "--addr",
                "127.0.0.1:" + port,
                "--config",
                "")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("RCLONE_CRYPT_REMOTE", folder.toString());
    builder.environment().put("RCLONE_CRYPT_PASSWORD", obscured("a password of the benchmark"));
    Process process = builder.start();
    try {
      await(process, port);
    } catch (IOException failed) {
      process.destroy();
      throw failed;
    }
    return new Peer(
        Peer.Kind.RCLONE, process, URI.create("http://127.0.0.1:" + port), "none", "none", folder);
  }

  private static String obscured(String password) throws IOException {
    Process process = new ProcessBuilder("rclone", "obscure", password).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static void await(Process process, int port) throws IOException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!answers(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("rclone does not answer");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean answers(int port) {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
