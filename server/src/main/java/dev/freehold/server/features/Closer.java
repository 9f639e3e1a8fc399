package dev.freehold.server.features;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes resources, the one opened last first; if one fails to close, the others are still closed.
 * Thread-safe.
 */
public final class Closer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

  @GuardedBy("this")
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Remembers something to be closed, and gives it back. */
  public synchronized <C extends AutoCloseable> C add(C resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      AutoCloseable resource = opened.pop();
      try {
        resource.close();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } catch (Exception failed) {
        LOG.warn("{} did not close cleanly", resource.getClass().getSimpleName(), failed);
      }
    }
  }
}
