package dev.freehold.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port of this machine that leads to another one, as a container's or a balancer's do. */
public final class PortMapping implements AutoCloseable {

  private final ServerSocket listener;
  private volatile int target;

  private PortMapping(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** Maps a port that is free to {@code target}, until it is closed. */
  public static PortMapping to(int target) throws IOException {
    PortMapping mapping =
        new PortMapping(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().start(mapping::accept);
    return mapping;
  }

  /** From now on, new connections come to another port. */
  public void leadTo(int other) {
    target = other;
  }

  /** The port that clients use. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException ended) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
