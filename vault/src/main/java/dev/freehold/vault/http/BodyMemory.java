package dev.freehold.vault.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that request bodies may take together, however many connections bring them. Who finds
 * none left is turned away instead of waiting. Thread-safe.
 */
final class BodyMemory {

  private final AtomicLong freeBytes;

  BodyMemory(long bytes) {
    freeBytes = new AtomicLong(bytes);
  }

  /** Takes {@code bytes} and tells whether there were that many. */
  boolean take(long bytes) {
    return freeBytes.getAndUpdate(free -> free < bytes ? free : free - bytes) >= bytes;
  }

  /** Gives back what was taken. */
  void give(long bytes) {
    freeBytes.addAndGet(bytes);
  }
}
