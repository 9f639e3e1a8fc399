package dev.freehold.web.jetty;

import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The threads of a listener, which are all virtual. One waits for what comes and starts another for
 * each request. It does not wait on a platform thread, which the system would have to wake for most
 * requests, and each answered request would have to wake it again. Thread-safe.
 */
final class ListenerThreads extends VirtualThreadPool {

  /** Threads whose names begin with {@code prefix}. */
  ListenerThreads(String prefix) {
    // No bound: connections and streams have theirs, and what waits here would stop all others.
    super(0);
    setName(prefix);
  }

  /**
   * Refuses, or else Jetty would have the thread that learned of a request answer it, and then the
   * next one, for as long as some come. Nothing takes the processor from a virtual thread, so a
   * request that waited for the database, and could go on now, would wait until no more come.
   */
  @Override
  public boolean tryExecute(Runnable task) {
    return false;
  }
}
