package dev.freehold.chaos.world;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes connections from a port of one machine on to another machine, from the first one's own
 * address, so that cut cables and missing routes between the two count here too. It can pass
 * everything late, or swallow it: connections stay open, new ones are taken, nothing comes through.
 * It ends with the process.
 */
public final class FaultRelay {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final NamespaceSockets sockets;
  private final ServerSocketChannel listening;
  private final InetSocketAddress target;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean swallows;
  private Duration delay = Duration.ZERO;

  FaultRelay(NamespaceSockets sockets, Ways way) {
    this.sockets = sockets;
    this.listening = sockets.listen(way.near());
    this.target = new InetSocketAddress(way.target().address(), way.far());
    Thread.startVirtualThread(this::accept);
  }

  /** Lets nothing through from now on, or everything again, also what was held back. */
  public void swallow(boolean everything) {
    lock.lock();
    try {
      swallows = everything;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Passes everything on that much later than it came; zero ends it. */
  public void delay(Duration later) {
    lock.lock();
    try {
      delay = later;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (listening.isOpen()) {
      try {
        SocketChannel near = listening.accept();
        Thread.startVirtualThread(() -> serve(near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(SocketChannel near) {
    try {
      waitUntilItPasses();
      SocketChannel far = sockets.open();
      far.connect(target);
      Thread.startVirtualThread(() -> pump(far, near));
      pump(near, far);
    } catch (IOException refused) {
      end(near);
    }
  }

  private void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (from.read(buffer) >= 0) {
        waitUntilItPasses();
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException ended) {
      // So the other side ends too.
    } finally {
      end(from);
      end(to);
    }
  }

  private void waitUntilItPasses() throws IOException {
    lock.lock();
    try {
      long left = delay.toNanos();
      while (swallows || left > 0) {
        if (swallows) {
          changed.await(1, TimeUnit.SECONDS);
        } else {
          left = Math.min(changed.awaitNanos(left), delay.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      lock.unlock();
    }
  }

  private static void end(SocketChannel socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed in any case.
    }
  }
}
