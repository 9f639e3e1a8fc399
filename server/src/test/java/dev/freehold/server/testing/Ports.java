package dev.freehold.server.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers whose addresses have to survive a restart. They lie below those that systems
 * give to connections, so that no other test's connection has one when the server comes back.
 */
public final class Ports {

  private static final int FIRST = 12_000;
  private static final int END = 32_000;

  /** Begins anywhere, because another process may do the same. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - FIRST));

  private Ports() {}

  /** A port that nobody listens on now and that nobody else in this process was given. */
  public static int free() throws IOException {
    for (int tried = 0; tried < END - FIRST; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), END - FIRST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("all ports from %d to %d are taken".formatted(FIRST, END - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
