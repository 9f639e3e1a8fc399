package dev.freehold.mailserver.imap.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.ThreadFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads on which James waits for databases, files and clients. Reactor has ten for each core;
 * so few clients that do not read would stop all others.
 */
public final class ElasticThreads {

  private static final int MAX_THREADS = 16 * 1024;

  @GuardedBy("ElasticThreads.class")
  private static boolean areVirtual;

  private ElasticThreads() {}

  /**
   * Makes them virtual, for all of the process, the first time. It has to be called before anybody
   * uses Reactor's elastic threads: what was scheduled on those ends.
   */
  public static synchronized void makeVirtual() {
    if (!areVirtual) {
      Schedulers.setFactory(new Virtual());
      areVirtual = true;
    }
  }

  private static final class Virtual implements Schedulers.Factory {

    @Override
    public Scheduler newBoundedElastic(
        int threads, int queuedTasks, ThreadFactory platform, int ttlSeconds) {
      return newThreadPerTaskBoundedElastic(
          MAX_THREADS, queuedTasks, Thread.ofVirtual().name("mail-", 0).factory());
    }
  }
}
