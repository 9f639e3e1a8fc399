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
   * Makes them virtual, for all of the process, the first time that it is called. That has to be
   * before anybody uses Reactor's elastic threads, because Reactor ends those that there are; so a
   * second listener of the process must not have it done again.
   */
  public static synchronized void makeVirtual() {
    if (!areVirtual) {
      areVirtual = true;
      Schedulers.setFactory(new Virtual());
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
