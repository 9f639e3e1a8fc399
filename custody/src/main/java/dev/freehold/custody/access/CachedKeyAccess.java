package dev.freehold.custody.access;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.AccessRule.RuleSet;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.policies.WrappedKeys.SealState;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key access under leases. The roots are asked once for each lease and policy, the availability key
 * is used only where {@link AccessRule} allows it, and a cached read costs neither SQL nor a vault
 * call. Close it to overwrite every key in memory.
 */
public final class CachedKeyAccess implements KeyAccess, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CachedKeyAccess.class);
  private static final int MAX_ATTEMPTS = 3;

  private final WrappedKeys wrappedKeys;
  private final DepKeyLeases leases;
  private final AvailabilityFallback fallback;
  private final RootsHeard heard;
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
      PolicyLocks locks,
      Ledger ledger,
      CryptoSuite suite,
      LeaseSettings settings,
      LongSupplier nanoTime,
      MeterRegistry meters) {
    this(
        wrappedKeys,
        availabilityKeys,
        vaults,
        locks,
        ledger,
        suite,
        settings,
        nanoTime,
        AccessThreads.real(settings),
        meters);
  }

  /** The same, on other threads. */
  CachedKeyAccess(
      WrappedKeys wrappedKeys,
      AvailabilityKeys availabilityKeys,
      RootVaults vaults,
      PolicyLocks locks,
      Ledger ledger,
      CryptoSuite suite,
      LeaseSettings settings,
      LongSupplier nanoTime,
      AccessThreads threads,
      MeterRegistry meters) {
    KeyUseLedger uses = new KeyUseLedger(ledger);
    RootCall call = new RootCall(vaults, uses, meters);
    LastAnswers answers = new LastAnswers(settings.maxPolicies());
    SilentRoots silentRoots =
        new SilentRoots(settings.maxPolicies(), settings.rootTimeouts().silenceMemory(), nanoTime);
    this.heard = new RootsHeard(silentRoots, answers, new VaultsBack(), nanoTime);
    this.wrappedKeys = wrappedKeys;
    KnownLocks known = new KnownLocks(locks, meters, settings.maxPolicies());
    this.fallback =
        new AvailabilityFallback(availabilityKeys, uses, new StandInAlerts(locks, meters), suite);
    this.leases =
        new DepKeyLeases(
            new LeaseRenewer(
                wrappedKeys,
                new RootAsker(
                    call, silentRoots, settings.rootTimeouts(), suite.random(), threads, nanoTime),
                known,
                new RenewalAlerts(uses, meters),
                answers,
                settings.lease().toNanos(),
                nanoTime),
            new FallbackLeases(wrappedKeys, fallback, known, settings, nanoTime),
            answers,
            settings,
            threads.asking(),
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
    long period = threads.sweepPeriod().toMillis();
    this.sweeping =
        sweeper.scheduleWithFixedDelay(this::sweepSafely, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    Optional<OwnerKey> cached = openCached(ownerKeyId, requester);
    if (cached.isPresent()) {
      hits.increment();
      return cached.get();
    }
    long readAt = nanoTime.getAsLong();
    return openUncached(wrapped(ownerKeyId), requester, readAt, true);
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    long readAt = nanoTime.getAsLong();
    WrappedOwnerKey owner =
        KeyRefusals.authentic(() -> wrappedKeys.currentKeyOf(ownerId))
            .orElseThrow(() -> KeyRefusals.gone(wrappedKeys.isOwnerPurged(ownerId)));
    Optional<OwnerKey> cached = openCached(owner.ownerKeyId(), requester);
    if (cached.isPresent()) {
      hits.increment();
      return cached.get();
    }
    return openUncached(owner, requester, readAt, true);
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {
    SealState state =
        KeyRefusals.authentic(() -> wrappedKeys.sealState(tx, ownerKeyId))
            .orElseThrow(KeyRefusals::noSuchKey);
    if (state.policyState().isDestroyed()) {
      throw KeyRefusals.purged();
    }
    switch (state.key()) {
      case ACTIVE -> {}
      case RETIRED -> throw KeyRefusals.renewed();
      case DESTROYED -> throw KeyRefusals.noSuchKey();
    }
    if (state.isPolicyLocked() && !mayUseLocked(state, requester)) {
      throw KeyRefusals.locked();
    }
  }

  /** Neither copies the key, if it is cached, nor counts as giving it for an object. */
  @Override
  public void requireAccess(UUID ownerKeyId, Requester requester) {
    Optional<OwnerKeyCache.Entry> entry = cache.find(ownerKeyId);
    if (entry.isPresent() && entry.get().isUsable(requester, nanoTime.getAsLong())) {
      leases.renewIfDue(entry.get().lease(), requester);
      return;
    }
    long readAt = nanoTime.getAsLong();
    openUncached(wrapped(ownerKeyId), requester, readAt, false).close();
  }

  /**
   * How access to a policy's key stands on this node; empty if its roots were never asked here, or
   * so long ago that it was forgotten.
   */
  public Optional<AccessStatus> status(UUID policyId) {
    return leases.status(policyId);
  }

  /** What this node heard of vaults when it last asked them. */
  public RootsHeard heard() {
    return heard;
  }

  private WrappedOwnerKey wrapped(UUID ownerKeyId) {
    return wrappedKeys
        .ownerKey(ownerKeyId)
        .orElseThrow(() -> KeyRefusals.gone(wrappedKeys.isPurged(ownerKeyId)));
  }

  /**
   * Overwrites what this node has in memory of a policy's key and of the keys under it. The person
   * who asks for one of them afterwards is answered by what the database says then.
   */
  public void forget(UUID policyId) {
    leases.forget(policyId);
    cache.sweep(nanoTime.getAsLong());
    fallback.recordEnded();
  }

  private static boolean mayUseLocked(SealState state, Requester requester) {
    RuleSet rules = RuleSet.of(state.kind(), state.isRecovering());
    return AccessRule.BOTH_REFUSED.decide(rules, requester.kind())
        == AccessRule.Decision.USE_AVAILABILITY_KEY;
  }

  private OwnerKey openUncached(
      WrappedOwnerKey owner, Requester requester, long readAtNanos, boolean isForObject) {
    misses.increment();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Lease lease = leases.lease(owner.policyId(), requester);
      Optional<Key256> depKey = lease.depKeyIfOpen();
      if (depKey.isPresent()) {
        try (Key256 parent = depKey.get()) {
          OwnerKey opened = open(owner, lease, parent, readAtNanos);
          if (!isForObject || lease.give(requester.kind(), nanoTime.getAsLong())) {
            return opened;
          }
          opened.close();
        }
      }
    }
    throw KeyRefusals.tooSlow();
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
    cache.sweep(nanoTime.getAsLong());
    fallback.recordEnded();
    meters.remove(size);
  }

  void sweep() {
    leases.sweep();
    cache.sweep(nanoTime.getAsLong());
    fallback.recordEnded();
  }

  private void sweepSafely() {
    try {
      sweep();
    } catch (RuntimeException | Error e) {
      // A timer that throws would never run again, and keys would stay in memory.
      LOG.warn("keys in memory could not be swept; it is tried again", e);
    }
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

  private OwnerKey open(WrappedOwnerKey owner, Lease lease, Key256 depKey, long readAtNanos) {
    try {
      Key256 key =
          wrap.unwrap(depKey, owner.wrapped().bytes(), owner.context(), owner.commitment());
      cache.put(owner, lease, key.copy(), readAtNanos);
      return new OwnerKey(owner.tenantId(), owner.ownerKeyId(), owner.generation(), key);
    } catch (CryptoException e) {
      throw KeyRefusals.damaged(e);
    }
  }
}
