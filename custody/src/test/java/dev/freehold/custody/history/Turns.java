package dev.freehold.custody.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Threads of which one runs at a time. At each {@link #pass} a seeded random number says who is
 * next, so that a seed is one interleaving. Whoever waits for another thread's turn would wait for
 * ever; what holds a lock therefore runs {@link #quietly}.
 */
final class Turns {

  /** How long a turn lasts at most. */
  private static final long MAX_SECONDS = 60;

  private final Random random;
  private final Runnable eachTime;
  private final List<Actor> actors = new ArrayList<>();
  private final Semaphore ended = new Semaphore(0);
  private final AtomicLong passes = new AtomicLong();

  // Each run has threads of its own, which end with it.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Actor> self = new ThreadLocal<>();

  private Throwable failure;

  /**
   * @param eachTime runs at each pass
   */
  Turns(Random random, Runnable eachTime) {
    this.random = random;
    this.eachTime = eachTime;
  }

  private static final class Actor {
    private final Semaphore turn = new Semaphore(0);
    private int quiet;
  }

  /** Work that may throw anything. */
  interface Work {
    void run() throws Exception;
  }

  /** Adds a thread; it begins in {@link #run}. */
  void add(String name, Work work) {
    Actor actor = new Actor();
    actors.add(actor);
    var _ = Thread.ofPlatform().daemon().name(name).start(() -> act(actor, work));
  }

  private void act(Actor actor, Work work) {
    self.set(actor);
    actor.turn.acquireUninterruptibly();
    try {
      work.run();
    } catch (Exception | Error e) {
      failure = failure == null ? e : failure;
    }
    actors.remove(actor);
    if (actors.isEmpty()) {
      ended.release();
    } else {
      next().turn.release();
    }
  }

  private Actor next() {
    return actors.get(random.nextInt(actors.size()));
  }

  /**
   * Lets them run until all have ended, and fails with what one of them threw, or if none has
   * passed its turn on for long.
   */
  void run() {
    next().turn.release();
    boolean isOver = false;
    try {
      long before;
      do {
        before = passes.get();
        isOver = ended.tryAcquire(MAX_SECONDS, TimeUnit.SECONDS);
      } while (!isOver && passes.get() > before);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isOver) {
      throw new AssertionError("whoever has the turn waits for another thread's lock");
    }
    if (failure != null) {
      throw new AssertionError("a thread of the history failed: " + failure, failure);
    }
  }

  /** True if and only if the caller is one of them. */
  boolean isActor() {
    return self.get() != null;
  }

  /** Another one's turn, or the caller's again. Nothing happens on other threads. */
  void pass() {
    Actor actor = self.get();
    if (actor == null || actor.quiet > 0) {
      return;
    }
    passes.incrementAndGet();
    eachTime.run();
    Actor next = next();
    if (next != actor) {
      next.turn.release();
      actor.turn.acquireUninterruptibly();
    }
  }

  /** Keeps the turn while {@code work} runs. */
  <R> R quietly(Supplier<R> work) {
    Actor actor = self.get();
    if (actor == null) {
      return work.get();
    }
    actor.quiet++;
    try {
      return work.get();
    } finally {
      actor.quiet--;
    }
  }
}
