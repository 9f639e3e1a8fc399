package dev.freehold.vault.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One issuer's keys. Readers of a key that is known never wait: an old set is renewed behind them.
 * Readers of one that is not wait for the one fetch that is under way. Thread-safe.
 */
final class CachedKeySet {

  private final LongSupplier nanoTime;
  private final Supplier<Optional<Map<String, RSAPublicKey>>> fetch;
  private volatile KeySet keys;

  @GuardedBy("this")
  private long triedAtNanos;

  @GuardedBy("this")
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

  /**
   * @param nanoTime tells how old the set is; a clock that is set back would make it new for long
   * @param fetch gets the set, within a bound of its own; empty if there is none to be had
   */
  CachedKeySet(LongSupplier nanoTime, Supplier<Optional<Map<String, RSAPublicKey>>> fetch) {
    this.nanoTime = nanoTime;
    this.fetch = fetch;
    this.keys = new KeySet(Map.of(), nanoTime.getAsLong());
    this.triedAtNanos = nanoTime.getAsLong() - TokenLimits.KEY_SET_RETRY.toNanos();
  }

  Optional<RSAPublicKey> find(String keyId) {
    long now = nanoTime.getAsLong();
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
  private synchronized CompletableFuture<Void> renew(long now) {
    if (underWay.isDone() && now - triedAtNanos >= TokenLimits.KEY_SET_RETRY.toNanos()) {
      triedAtNanos = now;
      CompletableFuture<Void> started = new CompletableFuture<>();
      underWay = started;
      Thread.ofVirtual().name("key-set").start(() -> run(started, now));
    }
    return underWay;
  }

  private void run(CompletableFuture<Void> started, long now) {
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

  private record KeySet(Map<String, RSAPublicKey> byId, long fetchedAtNanos) {

    boolean isOlderThan(Duration age, long now) {
      return now - fetchedAtNanos > age.toNanos();
    }

    Optional<RSAPublicKey> usable(String keyId, long now) {
      return isOlderThan(TokenLimits.KEY_SET_USABLE, now)
          ? Optional.empty()
          : Optional.ofNullable(byId.get(keyId));
    }
  }
}
