package dev.freehold.custody.jobs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for a server elsewhere that says nothing, until its node stops or a test lets it go on. */
final class OutsideKind implements JobKind {

  static final String NAME = "outside";

  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean waitsForOthers() {
    return true;
  }

  /** How many steps wait. */
  int waiting() {
    return waiting.get();
  }

  @Override
  public JobOutcome step(JobStep step) {
    waiting.incrementAndGet();
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
    return new JobOutcome.ShardDone();
  }

  @Override
  public JobOutcome finish(JobStep step) {
    return new JobOutcome.ShardDone();
  }

  /** The server answers, or nobody waits for it any more. */
  @Override
  public void stop() {
    answer.countDown();
  }
}
