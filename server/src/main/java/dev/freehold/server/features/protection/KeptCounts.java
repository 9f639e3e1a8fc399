package dev.freehold.server.features.protection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was counted last, by tenant. Counting takes time in the number of mailboxes and messages, so
 * nobody waits long for it: who asks gets the count before it if there is one, and a new one is
 * begun. Small tenants are counted within the wait, large ones seldom: counting has at most a
 * fiftieth of one processor for a tenant. On SQLite 100,000 mailboxes with 2,000,000 messages take
 * 0.8 s of processor time. Safe for use by many threads.
 */
final class KeptCounts implements AutoCloseable {

  private static final int MAX_TENANTS = 1_000;

  /** How many times as long as it took a count is good for. */
  private static final int GOOD_FOR = 50;

  private static final Duration GOOD_AT_LEAST = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(KeptCounts.class);

  private final Function<UUID, TenantCounts> counting;
  private final Waits waits;
  private final LongSupplier nanoTime;

  /**
   * One tenant after the other: a large one takes a connection to the database for itself. SQLite
   * counts in native code, for which a virtual thread would hold a processor that requests run on.
   */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("protection-counts").factory());

  @GuardedBy("this")
  private final SequencedMap<UUID, Kept> tenants = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * How long who asks waits.
   *
   * @param forFirst where nothing was counted before
   * @param forNewer where something was
   */
  record Waits(Duration forFirst, Duration forNewer) {}

  KeptCounts(Function<UUID, TenantCounts> counting, Waits waits, LongSupplier nanoTime) {
    this.counting = counting;
    this.waits = waits;
    this.nanoTime = nanoTime;
  }

  /** What a tenant has; empty if it is being counted for the first time. */
  Optional<TenantCounts> of(UUID tenantId) {
    Kept kept = kept(tenantId);
    CompletableFuture<TenantCounts> newer = kept.newer(tenantId);
    Optional<TenantCounts> before = kept.counts();
    Duration wait = before.isPresent() ? waits.forNewer() : waits.forFirst();
    try {
      return Optional.of(newer.get(wait.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException | ExecutionException _) {
      return before;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return before;
    }
  }

  private synchronized Kept kept(UUID tenantId) {
    Kept kept = tenants.computeIfAbsent(tenantId, _ -> new Kept());
    if (tenants.size() > MAX_TENANTS) {
      tenants.pollFirstEntry();
    }
    return kept;
  }

  /** What is known of one tenant. */
  private final class Kept {

    @GuardedBy("this")
    private Optional<TenantCounts> counts = Optional.empty();

    @GuardedBy("this")
    private CompletableFuture<TenantCounts> newest;

    @GuardedBy("this")
    private long goodUntilNanos;

    synchronized Optional<TenantCounts> counts() {
      return counts;
    }

    /**
     * The count that is under way, or one that begins now. While the last one is good, that; a
     * count that failed is not tried again before then either.
     */
    synchronized CompletableFuture<TenantCounts> newer(UUID tenantId) {
      boolean isGood = nanoTime.getAsLong() - goodUntilNanos < 0;
      if (newest == null || (newest.isDone() && !isGood)) {
        newest = CompletableFuture.supplyAsync(() -> count(tenantId), thread);
      }
      return newest;
    }

    private TenantCounts count(UUID tenantId) {
      long begun = nanoTime.getAsLong();
      try {
        TenantCounts counted = counting.apply(tenantId);
        ended(Optional.of(counted), begun);
        return counted;
      } catch (RuntimeException failed) {
        LOG.warn("what tenant {} has could not be counted", tenantId, failed);
        ended(Optional.empty(), begun);
        throw failed;
      }
    }

    private synchronized void ended(Optional<TenantCounts> counted, long begun) {
      long now = nanoTime.getAsLong();
      counts = counted.or(() -> counts);
      goodUntilNanos = now + Math.max(GOOD_AT_LEAST.toNanos(), GOOD_FOR * (now - begun));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
