package dev.freehold.server.audit.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A syslog collector over TLS that reads frames as RFC 5425 has them. It can break connections in
 * their midst, losing what it has not read, and go away and come back at the same port.
 */
final class Collector implements AutoCloseable {

  private static final int MAX_FRAME_BYTES = 1 << 20;

  private final ServerSocket listener;
  private final SSLContext tls;
  private final boolean wantsCertificate;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<Socket> open = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Temper temper;

  /** When a collector breaks a connection. */
  interface Temper {

    /**
     * How many frames are read of a connection before it is broken; as many as come if negative.
     */
    int framesOf(int connection);

    /** Whether it ends TLS before, as a program does that is told to end. */
    default boolean saysGoodbye() {
      return false;
    }

    /** Never. */
    static Temper even() {
      return connection -> -1;
    }
  }

  private Collector(
      ServerSocket listener, SSLContext tls, boolean wantsCertificate, Temper temper) {
    this.listener = listener;
    this.tls = tls;
    this.wantsCertificate = wantsCertificate;
    this.temper = temper;
  }

  static Collector start(SSLContext tls, int port, boolean wantsCertificate, Temper temper)
      throws IOException {
    Collector collector =
        new Collector(
            new ServerSocket(port, 16, InetAddress.getLoopbackAddress()),
            tls,
            wantsCertificate,
            temper);
    Thread.ofVirtual().name("collector").start(collector::accept);
    return collector;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Every message that came, in order, over all connections. */
  BlockingQueue<String> messages() {
    return messages;
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        synchronized (open) {
          open.add(socket);
        }
        int frames = temper.framesOf(connections.incrementAndGet());
        Thread.ofVirtual().start(() -> serve(socket, frames));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket plain, int frames) {
    try (plain) {
      SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
      socket.setUseClientMode(false);
      socket.setNeedClientAuth(wantsCertificate);
      InputStream in = socket.getInputStream();
      for (int read = 0; read != frames; read++) {
        String message = frame(in);
        if (message == null) {
          socket.close(); // the sender closed; so does this end, in order
          return;
        }
        messages.add(message);
      }
      if (temper.saysGoodbye()) {
        socket.close();
      } else {
        reset(plain);
      }
    } catch (IOException broken) {
      // the sender's to notice
    }
  }

  private static String frame(InputStream in) throws IOException {
    int length = 0;
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next != ' ') {
      if (next < '0' || next > '9' || length > MAX_FRAME_BYTES) {
        throw new IOException("not a frame");
      }
      length = length * 10 + next - '0';
      next = in.read();
    }
    byte[] message = in.readNBytes(length);
    if (message.length < length) {
      throw new IOException("cut short");
    }
    return new String(message, StandardCharsets.US_ASCII);
  }

  /** Goes away at once: connections are reset, and nobody listens any more. */
  @Override
  public void close() throws IOException {
    listener.close();
    synchronized (open) {
      for (Socket socket : open) {
        reset(socket);
      }
    }
  }

  /** What was not read is lost, and the sender may learn it late; of no end of TLS. */
  private static void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException closedAlready) {
      // nothing is left of it to be lost
    }
    socket.close();
  }
}
