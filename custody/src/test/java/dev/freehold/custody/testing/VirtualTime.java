package dev.freehold.custody.testing;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A monotonic clock that a test moves, with what sleeps and waits on it. */
public final class VirtualTime implements LongSupplier {

  private static final Duration MAX_REAL_WAIT = Duration.ofMinutes(1);

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::dueNanos));
  private long elapsedNanos;

  private record Event(long dueNanos, Runnable action) {}

  /** Near the end of the range, so that a comparison that overflows is found out. */
  @Override
  public synchronized long getAsLong() {
    return Long.MAX_VALUE - 1_000_000 + elapsedNanos;
  }

  /** Moves the clock from one thing that is due to the next. */
  public void advance(Duration duration) {
    long target = elapsed() + duration.toNanos();
    for (Event next = pollDue(target); next != null; next = pollDue(target)) {
      next.action.run();
    }
  }

  /** How many sleep or wait. */
  public synchronized int waiting() {
    return events.size();
  }

  /** Blocks until the clock was moved that far. */
  public void sleep(Duration duration) throws InterruptedException {
    CountDownLatch due = new CountDownLatch(1);
    Event wake = add(duration, due::countDown);
    try {
      if (!due.await(MAX_REAL_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the clock was never moved on");
      }
    } finally {
      remove(wake);
    }
  }

  /** Starts tasks when the clock was moved that far. */
  public Executor after(Duration delay) {
    return task -> {
      Event _ = add(delay, task);
    };
  }

  private synchronized long elapsed() {
    return elapsedNanos;
  }

  private synchronized Event add(Duration delay, Runnable action) {
    Event added = new Event(elapsedNanos + delay.toNanos(), action);
    events.add(added);
    return added;
  }

  /** Who sleeps no more, because it was interrupted, does not count as waiting. */
  private synchronized void remove(Event event) {
    events.remove(event);
  }

  private synchronized Event pollDue(long targetNanos) {
    Event next = events.peek();
    if (next == null || next.dueNanos > targetNanos) {
      elapsedNanos = targetNanos;
      return null;
    }
    elapsedNanos = Math.max(elapsedNanos, next.dueNanos);
    return events.poll();
  }
}
