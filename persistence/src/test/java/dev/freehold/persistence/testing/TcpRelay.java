package dev.freehold.persistence.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes connections on to another port of this machine, and can swallow everything like a network
 * that drops packets: connections stay open, new ones are taken, and nothing comes through.
 */
public final class TcpRelay implements AutoCloseable {

  private static final int BUFFER_BYTES = 16 * 1024;

  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition passesAgain = lock.newCondition();
  private boolean swallows;
  private String swallowedName = "";
  private volatile boolean refuses;

  private TcpRelay(int target, ServerSocket listening) {
    this.target = target;
    this.listening = listening;
  }

  /** Starts to pass on to {@code target}. */
  public static TcpRelay to(int target) {
    try {
      TcpRelay relay =
          new TcpRelay(target, new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()));
      Thread.startVirtualThread(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException("a relay could not listen", e);
    }
  }

  /** Where it listens, on the loopback address. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Lets nothing through from now on, or everything again, also what was held back. */
  public void swallow(boolean everything) {
    lock.lock();
    try {
      swallows = everything;
      passesAgain.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets nothing more through to the one whose name this is in the first bytes of a connection,
   * where TLS has it in clear; open connections end. An empty name ends this.
   */
  public void swallowTo(String name) {
    lock.lock();
    try {
      swallowedName = name;
      passesAgain.signalAll();
    } finally {
      lock.unlock();
    }
    sockets.forEach(this::end);
  }

  /** Ends all connections, and new ones as they come, from now on; or lets them be again. */
  public void refuse(boolean everything) {
    refuses = everything;
    if (everything) {
      sockets.forEach(this::end);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket near = listening.accept();
        sockets.add(near);
        if (refuses) {
          end(near);
          continue;
        }
        Thread.startVirtualThread(() -> serve(near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket near) {
    try {
      waitUntilItPasses("");
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(far);
      Thread.startVirtualThread(() -> pump(far, near));
      pump(near, far);
    } catch (IOException refused) {
      end(near);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      String first = "";
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        first = first.isEmpty() ? new String(buffer, 0, read, StandardCharsets.ISO_8859_1) : first;
        waitUntilItPasses(first);
        out.write(buffer, 0, read);
      }
    } catch (IOException ended) {
      // So the other side ends too.
    } finally {
      end(from);
      end(to);
    }
  }

  private void waitUntilItPasses(String first) {
    lock.lock();
    try {
      while (swallows || (!swallowedName.isEmpty() && first.contains(swallowedName))) {
        passesAgain.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket of a relay could not be closed", e);
    }
  }

  /** Ends every connection. */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a relay could not be closed", e);
    }
    swallow(false);
    swallowTo("");
    sockets.forEach(this::end);
  }
}
