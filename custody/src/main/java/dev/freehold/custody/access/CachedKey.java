package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Key256;
import java.util.Optional;

/** A cached key that may be overwritten at any moment; those who come too late get nothing. */
final class CachedKey implements AutoCloseable {

  private final Key256 key;

  @GuardedBy("this")
  private boolean closed;

  /** Takes {@code key} over. */
  CachedKey(Key256 key) {
    this.key = key;
  }

  synchronized Optional<Key256> copyIfOpen() {
    return closed ? Optional.empty() : Optional.of(key.copy());
  }

  synchronized boolean isSameAs(Key256 other) {
    return !closed && key.sameAs(other);
  }

  synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    key.close();
  }
}
