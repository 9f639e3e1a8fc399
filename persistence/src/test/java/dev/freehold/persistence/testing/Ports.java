package dev.freehold.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that cannot choose one themselves, or are to come back on theirs. */
public final class Ports {

  private static final int LOWEST = 15_000;
  private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int LOWEST_EPHEMERAL = 32_768;

  private Ports() {}

  /**
   * A port of this machine that nobody listens on, below those that the system gives to whoever
   * asks for any: it stays free until the server takes it.
   */
  public static int free() {
    int end = lowestEphemeral();
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }

  private static int lowestEphemeral() {
    if (Files.notExists(EPHEMERAL)) {
      return LOWEST_EPHEMERAL;
    }
    try (Scanner range = new Scanner(EPHEMERAL, StandardCharsets.US_ASCII)) {
      return Math.max(LOWEST + 1_000, range.nextInt());
    } catch (IOException e) {
      throw new UncheckedIOException("the range of ephemeral ports cannot be read", e);
    }
  }
}
