package dev.freehold.persistence;

import java.util.concurrent.Semaphore;

/** Counts calls under way, so that closing can refuse further ones and wait for these. */
public final class InFlight {

  private final Semaphore places = new Semaphore(Integer.MAX_VALUE);
  private volatile boolean closed;

  /**
   * Begins a call; {@link #leave} must follow.
   *
   * @throws PersistenceException {@link PersistenceError#CLOSED}
   */
  public void enter() {
    places.acquireUninterruptibly();
    if (closed) {
      places.release();
      throw DatabaseRefusals.closed();
    }
  }

  /** Ends a call that was let in. */
  public void leave() {
    places.release();
  }

  /** Refuses further calls and waits for those under way; true for the first caller alone. */
  public synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    places.acquireUninterruptibly(Integer.MAX_VALUE);
    places.release(Integer.MAX_VALUE);
    return true;
  }
}
