package dev.freehold.vault.auth;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One issuer's keys and when they were fetched. One fetch at a time; the others wait for it. */
final class CachedKeySet {

  private final ReentrantLock lock = new ReentrantLock();
  private final Clock clock;
  private Map<String, RSAPublicKey> keys = Map.of();
  private Instant fetchedAt = Instant.EPOCH;
  private Instant triedAt = Instant.EPOCH;

  CachedKeySet(Clock clock) {
    this.clock = clock;
  }

  Optional<RSAPublicKey> find(String keyId, Supplier<Optional<Map<String, RSAPublicKey>>> fetch) {
    lock.lock();
    try {
      Instant now = clock.instant();
      boolean wanted = !keys.containsKey(keyId) || olderThan(TokenLimits.KEY_SET_FRESH, now);
      if (wanted && !triedAt.plus(TokenLimits.KEY_SET_RETRY).isAfter(now)) {
        triedAt = now;
        fetch.get().ifPresent(fresh -> accept(fresh, now));
      }
      return olderThan(TokenLimits.KEY_SET_USABLE, now)
          ? Optional.empty()
          : Optional.ofNullable(keys.get(keyId));
    } finally {
      lock.unlock();
    }
  }

  private void accept(Map<String, RSAPublicKey> fresh, Instant now) {
    keys = Map.copyOf(fresh);
    fetchedAt = now;
  }

  private boolean olderThan(Duration age, Instant now) {
    return fetchedAt.plus(age).isBefore(now);
  }
}
