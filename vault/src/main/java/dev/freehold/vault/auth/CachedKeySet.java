package dev.freehold.vault.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One issuer's keys. Readers of a key that is known never wait: an old set is renewed behind them.
 * Readers of one that is not wait for the one fetch that is under way. Thread-safe.
 */
final class CachedKeySet {

  private final Clock clock;
  private final Supplier<Optional<Map<String, RSAPublicKey>>> fetch;
  private volatile KeySet keys = new KeySet(Map.of(), Instant.EPOCH);

  @GuardedBy("this")
  private Instant triedAt = Instant.EPOCH;

  @GuardedBy("this")
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

  /**
   * @param fetch gets the set, within a bound of its own; empty if there is none to be had
   */
  CachedKeySet(Clock clock, Supplier<Optional<Map<String, RSAPublicKey>>> fetch) {
    this.clock = clock;
    this.fetch = fetch;
  }

  Optional<RSAPublicKey> find(String keyId) {
    Instant now = clock.instant();
    KeySet known = keys;
    if (known.isOlderThan(TokenLimits.KEY_SET_FRESH, now) || !known.byId().containsKey(keyId)) {
      CompletableFuture<Void> renewal = renew(now);
      if (known.usable(keyId, now).isEmpty()) {
        await(renewal);
      }
    }
    return keys.usable(keyId, now);
  }

  /** The fetch under way, or a new one, or none if the last was a moment ago. */
  private synchronized CompletableFuture<Void> renew(Instant now) {
    if (underWay.isDone() && !triedAt.plus(TokenLimits.KEY_SET_RETRY).isAfter(now)) {
      triedAt = now;
      CompletableFuture<Void> started = new CompletableFuture<>();
      underWay = started;
      Thread.ofVirtual().name("key-set").start(() -> run(started, now));
    }
    return underWay;
  }

  private void run(CompletableFuture<Void> started, Instant now) {
    try {
      fetch.get().ifPresent(fresh -> keys = new KeySet(Map.copyOf(fresh), now));
    } finally {
      started.complete(null);
    }
  }

  private static void await(CompletableFuture<Void> renewal) {
    try {
      renewal.get(2 * TokenLimits.KEY_SET_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The keys that are there have to do, as after a fetch that brought none.
      return;
    }
  }

  private record KeySet(Map<String, RSAPublicKey> byId, Instant fetchedAt) {

    boolean isOlderThan(Duration age, Instant now) {
      return fetchedAt.plus(age).isBefore(now);
    }

    Optional<RSAPublicKey> usable(String keyId, Instant now) {
      return isOlderThan(TokenLimits.KEY_SET_USABLE, now)
          ? Optional.empty()
          : Optional.ofNullable(byId.get(keyId));
    }
  }
}
