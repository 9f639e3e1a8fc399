package dev.freehold.web.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that request bodies may take together, however many connections bring them. Who finds
 * none left is turned away instead of waiting. Thread-safe.
 */
public final class BodyMemory {

  private final AtomicLong freeBytes;

  /** Has room for {@code bytes}. */
  public BodyMemory(long bytes) {
    freeBytes = new AtomicLong(bytes);
  }

  /** Takes {@code bytes} and tells whether there were that many. */
  public boolean take(long bytes) {
    return freeBytes.getAndUpdate(free -> free < bytes ? free : free - bytes) >= bytes;
  }

  /** Gives back what was taken. */
  public void give(long bytes) {
    freeBytes.addAndGet(bytes);
  }
}
