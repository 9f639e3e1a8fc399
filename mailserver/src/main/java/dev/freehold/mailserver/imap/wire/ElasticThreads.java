package dev.freehold.mailserver.imap.wire;

import java.util.concurrent.ThreadFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads on which James waits for databases, files and clients. Reactor has ten for each core;
 * so few clients that do not read would stop all others.
 */
public final class ElasticThreads {

  private static final int MAX_THREADS = 16 * 1024;

  private ElasticThreads() {}

  /**
   * Makes them virtual, for all of the process. To be called before anybody uses Reactor's elastic
   * threads; later it has no effect on those.
   */
  public static void makeVirtual() {
    Schedulers.setFactory(new Virtual());
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
