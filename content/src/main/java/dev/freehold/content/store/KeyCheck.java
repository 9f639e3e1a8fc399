package dev.freehold.content.store;

import dev.freehold.content.ContentLimits;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
  private final Requester requester;
  private final LongSupplier nanoTime;
  private final Supplier<Optional<UUID>> keyNow;
  private volatile UUID ownerKeyId;
  private volatile long checkedAtNanos;

  /** Begins with a key that was opened just now. */
  KeyCheck(KeyAccess keys, UUID ownerKeyId, Requester requester, LongSupplier nanoTime) {
    this(keys, ownerKeyId, requester, nanoTime, Optional::empty);
  }

  /**
   * Begins with a key that was opened just now, for an object that may be resealed meanwhile.
   *
   * @param keyNow the key that the object is under by now, if there still is such an object
   */
  KeyCheck(
      KeyAccess keys,
      UUID ownerKeyId,
      Requester requester,
      LongSupplier nanoTime,
      Supplier<Optional<UUID>> keyNow) {
    this.keys = keys;
    this.ownerKeyId = ownerKeyId;
    this.requester = requester;
    this.nanoTime = nanoTime;
    this.keyNow = keyNow;
    this.checkedAtNanos = nanoTime.getAsLong();
  }

  /**
   * Returns if the key may still be used.
   *
   * @throws KeyAccessException if not
   */
  void check() {
    long now = nanoTime.getAsLong();
    if (now - checkedAtNanos >= INTERVAL_NANOS) {
      requireAccess();
      checkedAtNanos = now;
    }
  }

  private void requireAccess() {
    try {
      keys.requireAccess(ownerKeyId, requester);
    } catch (KeyAccessException refused) {
      if (refused.reason() != KeyAccessException.Reason.NO_SUCH_KEY) {
        throw refused;
      }
      // Everything was resealed and the old key destroyed: the object's new key decides.
      UUID successor =
          keyNow.get().filter(key -> !key.equals(ownerKeyId)).orElseThrow(() -> refused);
      keys.requireAccess(successor, requester);
      ownerKeyId = successor;
    }
  }
}
