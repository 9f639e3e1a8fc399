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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that cannot choose one themselves, or are to come back on theirs. They lie
 * below those that the system gives to connections, so that no connection has one when the server
 * comes back. Thread-safe.
 */
public final class Ports {

  private static final int FIRST = 12_000;
  private static final int LEAST = 1_000;
  private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int LOWEST_EPHEMERAL = 32_768;
  private static final int COUNT = Math.max(LEAST, lowestEphemeral() - FIRST);

  /** Begins anywhere, because another process may do the same. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private Ports() {}

  /** A port that nobody listens on now and that nobody else in this process was given lately. */
  public static int free() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("all %d ports from %d on are taken".formatted(COUNT, FIRST));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int lowestEphemeral() {
    if (Files.notExists(EPHEMERAL)) {
      return LOWEST_EPHEMERAL;
    }
    try (Scanner range = new Scanner(EPHEMERAL, StandardCharsets.US_ASCII)) {
      return range.nextInt();
    } catch (IOException e) {
      throw new UncheckedIOException("the range of ephemeral ports cannot be read", e);
    }
  }
}
