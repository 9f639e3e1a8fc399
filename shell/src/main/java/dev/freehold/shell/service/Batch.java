package dev.freehold.shell.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Collects objects of a pipeline and sends them together: when there are {@link
 * Limits#BATCH_OBJECTS}, when the first has waited for {@link Limits#BATCH_WAIT}, and at the end.
 * For one thread.
 */
public final class Batch<T> {

  private final LongSupplier nanoTime;
  private final Consumer<List<T>> send;
  private List<T> waiting = new ArrayList<>();
  private long firstNanos;

  /**
   * An empty batch.
   *
   * @param nanoTime a clock as {@link System#nanoTime()} is one
   * @param send takes what is sent together; never an empty list
   */
  public Batch(LongSupplier nanoTime, Consumer<List<T>> send) {
    this.nanoTime = nanoTime;
    this.send = send;
  }

  /** Takes an object, and sends what waits if it is time. */
  public void add(T object) {
    long now = nanoTime.getAsLong();
    if (waiting.isEmpty()) {
      firstNanos = now;
    }
    waiting.add(object);
    if (waiting.size() >= Limits.BATCH_OBJECTS || now - firstNanos >= Limits.BATCH_WAIT.toNanos()) {
      flush();
    }
  }

  /** Sends what waits. */
  public void flush() {
    if (!waiting.isEmpty()) {
      List<T> now = waiting;
      waiting = new ArrayList<>();
      send.accept(now);
    }
  }
}
