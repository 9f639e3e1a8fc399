package dev.freehold.content.store;

import dev.freehold.content.ContentLimits;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.Requester;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks again, from time to time, whether a stream under way may still use its owner key. The key is
 * cached under its lease, so most answers cost no call to a vault; after a revocation the answer is
 * no at the latest when the lease ends, and the stream ends {@link
 * ContentLimits#KEY_RECHECK_MILLIS} later at most.
 */
final class KeyCheck {

  private static final long INTERVAL_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ContentLimits.KEY_RECHECK_MILLIS);

  private final KeyAccess keys;
  private final UUID ownerKeyId;
  private final Requester requester;
  private final LongSupplier nanoTime;
  private volatile long checkedAtNanos;

  /** Begins with a key that was opened just now. */
  KeyCheck(KeyAccess keys, UUID ownerKeyId, Requester requester, LongSupplier nanoTime) {
    this.keys = keys;
    this.ownerKeyId = ownerKeyId;
    this.requester = requester;
    this.nanoTime = nanoTime;
    this.checkedAtNanos = nanoTime.getAsLong();
  }

  /**
   * Returns if the key may still be used.
   *
   * @throws dev.freehold.custody.KeyAccessException if not
   */
  void check() {
    long now = nanoTime.getAsLong();
    if (now - checkedAtNanos >= INTERVAL_NANOS) {
      keys.open(ownerKeyId, requester).close();
      checkedAtNanos = now;
    }
  }
}
