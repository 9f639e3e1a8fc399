package dev.freehold.custody.access;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.KeyWrap;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.AvailabilityKeys;
import dev.freehold.custody.hierarchy.DepKeys;
import dev.freehold.custody.hierarchy.WrappedKeys;
import dev.freehold.custody.hierarchy.WrappedKeys.SealState;
import dev.freehold.custody.hierarchy.WrappedOwnerKey;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.ledger.Ledger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Key access for mailboxes: the roots are asked once per lease and policy, the availability key
 * stands in only where {@link AccessRule} lets it, and a cached read costs neither SQL nor a vault
 * call. Close it to overwrite every key in memory.
 */
public final class CachedKeyAccess implements KeyAccess, AutoCloseable {

  private static final int MAX_ATTEMPTS = 3;
  private static final long MIN_SWEEP_MILLIS = 250;
  private static final long MAX_SWEEP_MILLIS = 5_000;

  private final WrappedKeys wrappedKeys;
  private final DepKeyLeases leases;
  private final OwnerKeyCache cache;
  private final KeyWrap wrap;
  private final LongSupplier nanoTime;
  private final Counter hits;
  private final Counter misses;
  private final MeterRegistry meters;
  private final Gauge size;
  private final ScheduledExecutorService sweeper;
  private final Future<?> sweeping;

  /**
   * Starts with nothing cached; no vault is called yet.
   *
   * @param nanoTime a monotonic clock such as {@link System#nanoTime()}; wall clocks jump
   */
  public CachedKeyAccess(
      WrappedKeys wrappedKeys,
      AvailabilityKeys availabilityKeys,
      RootVaults vaults,
      Ledger ledger,
      CryptoSuite suite,
      LeaseSettings settings,
      LongSupplier nanoTime,
      MeterRegistry meters) {
    KeyUseLedger uses = new KeyUseLedger(ledger);
    this.wrappedKeys = wrappedKeys;
    this.leases =
        new DepKeyLeases(
            wrappedKeys,
            new RootAsker(vaults, uses, suite.random(), nanoTime, meters),
            new AvailabilityFallback(availabilityKeys, uses, suite, meters),
            settings,
            nanoTime);
    this.cache = new OwnerKeyCache(settings.maxOwnerKeys());
    this.wrap = new KeyWrap(suite);
    this.nanoTime = nanoTime;
    this.hits = meters.counter("freehold.key.opens", "cache", "hit");
    this.misses = meters.counter("freehold.key.opens", "cache", "miss");
    this.meters = meters;
    this.size =
        Gauge.builder("freehold.key.cached", cache, OwnerKeyCache::size)
            .description("Owner keys in memory")
            .register(meters);
    this.sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("key-lease-sweeper").factory());
    long period = Math.clamp(settings.lease().toMillis() / 4, MIN_SWEEP_MILLIS, MAX_SWEEP_MILLIS);
    this.sweeping =
        sweeper.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    Optional<OwnerKey> cached = openCached(ownerKeyId, requester);
    if (cached.isPresent()) {
      hits.increment();
      return cached.get();
    }
    return openUncached(
        wrappedKeys.ownerKey(ownerKeyId).orElseThrow(Refusals::noSuchKey), requester);
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    WrappedOwnerKey owner = wrappedKeys.currentKeyOf(ownerId).orElseThrow(Refusals::noSuchKey);
    Optional<OwnerKey> cached = openCached(owner.ownerKeyId(), requester);
    if (cached.isPresent()) {
      hits.increment();
      return cached.get();
    }
    return openUncached(owner, requester);
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {
    SealState state = wrappedKeys.sealState(tx, ownerKeyId).orElseThrow(Refusals::noSuchKey);
    switch (state.key()) {
      case ACTIVE -> {}
      case RETIRED -> throw Refusals.renewed();
      case DESTROYED -> throw Refusals.noSuchKey();
    }
    if (state.isPolicyLocked() && requester.kind() == Requester.Kind.USER) {
      throw Refusals.locked();
    }
  }

  private OwnerKey openUncached(WrappedOwnerKey owner, Requester requester) {
    misses.increment();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Lease lease = leases.lease(owner.policyId(), requester);
      Optional<Key256> depKey = lease.depKeyIfOpen();
      if (depKey.isPresent()) {
        try (Key256 parent = depKey.get()) {
          return open(owner, lease, parent);
        }
      }
    }
    throw Refusals.tooSlow();
  }

  /** The policies' keys, for those who make owner keys; under the same leases and rules. */
  public DepKeys depKeys() {
    return leases;
  }

  /** Overwrites every key in memory and gives up askings under way; later opens are refused. */
  @Override
  public void close() {
    sweeping.cancel(false);
    sweeper.shutdown();
    leases.close();
    cache.sweep();
    meters.remove(size);
  }

  void sweep() {
    leases.sweep();
    cache.sweep();
  }

  Lease leaseOf(UUID policyId, Requester requester) {
    return leases.lease(policyId, requester);
  }

  int cachedPolicies() {
    return leases.size();
  }

  int cachedOwnerKeys() {
    return cache.size();
  }

  private Optional<OwnerKey> openCached(UUID ownerKeyId, Requester requester) {
    Optional<OwnerKeyCache.Entry> entry = cache.find(ownerKeyId);
    Optional<OwnerKey> opened =
        entry.flatMap(found -> found.open(ownerKeyId, requester, nanoTime.getAsLong()));
    if (opened.isPresent()) {
      leases.renewIfDue(entry.get().lease(), requester);
    }
    return opened;
  }

  private OwnerKey open(WrappedOwnerKey owner, Lease lease, Key256 depKey) {
    try {
      Key256 key =
          wrap.unwrap(depKey, owner.wrapped().bytes(), owner.context(), owner.commitment());
      cache.put(owner, lease, key.copy());
      return new OwnerKey(owner.tenantId(), owner.ownerKeyId(), owner.generation(), key);
    } catch (CryptoException e) {
      throw Refusals.damaged(e);
    }
  }
}
