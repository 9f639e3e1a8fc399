package dev.freehold.content.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.content.ContentLimits;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that new objects are sealed under. Which one is an owner's is asked at most once in
 * {@link ContentLimits#SEALING_KEY_KNOWN_MILLIS}: only the key's id is remembered, and the key
 * itself is given or refused each time. If the key was renewed since, the object cannot be
 * registered and is sealed again, as any that was on its way. Safe for use by many threads.
 */
final class SealingKeys {

  private final StoreParts parts;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final LinkedHashMap<UUID, Known> known = new LinkedHashMap<>();

  SealingKeys(StoreParts parts) {
    this.parts = parts;
  }

  /**
   * The key that the owner's new content is sealed under, or was a moment ago; the caller closes
   * it.
   *
   * @throws KeyAccessException as {@link StoreParts#presentKey}, also if the vaults do not answer
   *     for the key of a moment ago
   */
  OwnerKey open(ContentOwner owner, Requester requester) {
    Optional<OwnerKey> guessed = guess(owner, requester);
    return guessed.isPresent() ? guessed.get() : present(owner, requester);
  }

  /**
   * The key that the owner's new content is sealed under now; the caller closes it.
   *
   * @throws KeyAccessException as {@link StoreParts#presentKey}
   */
  OwnerKey present(ContentOwner owner, Requester requester) {
    long askedAt = parts.nanoTime().getAsLong();
    OwnerKey key = parts.presentKey(owner, requester);
    remember(owner.ownerId(), new Known(key.keyId(), askedAt));
    return key;
  }

  /** Forgets that a key is the one of its owner, because it may not seal any more. */
  void forget(UUID keyId) {
    lock.lock();
    try {
      known.values().removeIf(found -> found.keyId().equals(keyId));
    } finally {
      lock.unlock();
    }
  }

  /** What a refusal of the guess says is of a key that the owner may have left. */
  private Optional<OwnerKey> guess(ContentOwner owner, Requester requester) {
    Optional<UUID> keyId = find(owner.ownerId());
    if (keyId.isEmpty()) {
      return Optional.empty();
    }
    try {
      OwnerKey key = parts.keys().open(keyId.get(), requester);
      if (key.tenantId().equals(owner.tenantId())) {
        return Optional.of(key);
      }
      key.close();
      return Optional.empty();
    } catch (KeyAccessException ofTheGuess) {
      if (ofTheGuess.reason() == KeyAccessException.Reason.DID_NOT_ANSWER) {
        throw ofTheGuess; // To ask the silent vaults again would only take as long again.
      }
      return Optional.empty();
    }
  }

  private Optional<UUID> find(UUID ownerId) {
    long now = parts.nanoTime().getAsLong();
    lock.lock();
    try {
      Known found = known.get(ownerId);
      return found != null && found.isYoung(now) ? Optional.of(found.keyId()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** The one that was asked for first goes first, and is out of date before all others. */
  private void remember(UUID ownerId, Known found) {
    lock.lock();
    try {
      known.remove(ownerId);
      known.put(ownerId, found);
      if (known.size() > ContentLimits.SEALING_KEYS_KNOWN_MAX) {
        known.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }

  private record Known(UUID keyId, long askedAtNanos) {

    boolean isYoung(long nowNanos) {
      return nowNanos - askedAtNanos
          < TimeUnit.MILLISECONDS.toNanos(ContentLimits.SEALING_KEY_KNOWN_MILLIS);
    }
  }
}
