package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.DepKeys;
import dev.freehold.custody.hierarchy.OpenablePolicy;
import dev.freehold.custody.hierarchy.WrappedKeys;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Policies' keys by lease. Those who come while the vaults are being asked about a policy wait for
 * that one asking; a lease in use is renewed in the background in its second half.
 */
final class DepKeyLeases implements DepKeys, AutoCloseable {

  /** A lease may end between being found and being used; then it is sought again. */
  private static final int MAX_ATTEMPTS = 3;

  private final WrappedKeys wrappedKeys;
  private final RootAsker asker;
  private final AvailabilityFallback fallback;
  private final LeaseSettings settings;
  private final LongSupplier nanoTime;
  private final long lengthNanos;
  private final Map<UUID, PolicySlot> slots = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  DepKeyLeases(
      WrappedKeys wrappedKeys,
      RootAsker asker,
      AvailabilityFallback fallback,
      LeaseSettings settings,
      LongSupplier nanoTime) {
    this.wrappedKeys = wrappedKeys;
    this.asker = asker;
    this.fallback = fallback;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.lengthNanos = settings.lease().toNanos();
  }

  @Override
  public <R> R withDepKey(UUID policyId, Requester requester, Function<Key256, R> work) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Key256> depKey = lease(policyId, requester).depKeyIfOpen();
      if (depKey.isPresent()) {
        try (Key256 key = depKey.get()) {
          return work.apply(key);
        }
      }
    }
    throw Refusals.tooSlow();
  }

  /** A lease that serves the requester now; it may end at any moment. */
  Lease lease(UUID policyId, Requester requester) {
    PolicySlot slot;
    CompletableFuture<Verdict> flight;
    do {
      slot = slots.computeIfAbsent(policyId, id -> new PolicySlot());
      synchronized (slot) {
        long now = nanoTime.getAsLong();
        Optional<Lease> held = slot.lease(requester.kind(), now);
        if (held.isPresent()) {
          renewIfDue(slot, held.get(), requester, now);
          return held.get();
        }
        flight = slot.isRemoved() ? null : askOrJoin(slot, policyId, requester, now);
      }
    } while (flight == null);
    evictBeyondBound(slot);
    Verdict verdict = await(flight);
    return switch (verdict) {
      case Verdict.Agreed _ -> heldAfterAgreement(slot, requester);
      case Verdict.Failed failed -> fallBack(slot, policyId, requester, failed);
    };
  }

  /** Lets a lease that was just used be renewed, if its second half has begun. */
  void renewIfDue(Lease lease, Requester requester) {
    long now = nanoTime.getAsLong();
    PolicySlot slot = lease.isDueForRenewal(now) ? slots.get(lease.policyId()) : null;
    if (slot != null) {
      synchronized (slot) {
        renewIfDue(slot, lease, requester, now);
      }
    }
  }

  /** Overwrites the keys of leases that are over. Runs from time to time, used or not. */
  void sweep() {
    long now = nanoTime.getAsLong();
    slots.forEach(
        (policyId, slot) -> {
          synchronized (slot) {
            if (slot.sweep(now)) {
              slot.remove();
              slots.remove(policyId, slot);
            }
          }
        });
  }

  /** How many policies have a place in memory. */
  int size() {
    return slots.size();
  }

  /** Gives up askings under way and overwrites every key. */
  @Override
  public void close() {
    threads.shutdownNow();
    slots.forEach((policyId, slot) -> drop(policyId, slot));
  }

  private void renewIfDue(PolicySlot slot, Lease lease, Requester requester, long now) {
    boolean due =
        lease.isDueForRenewal(now)
            && slot.flight().isEmpty()
            && !slot.isRemoved()
            && slot.recentFailure(now, settings.failureMemory().toNanos()).isEmpty();
    if (due) {
      begin(slot, lease.policyId(), requester);
    }
  }

  private CompletableFuture<Verdict> askOrJoin(
      PolicySlot slot, UUID policyId, Requester requester, long now) {
    Optional<Verdict.Failed> recent = slot.recentFailure(now, settings.failureMemory().toNanos());
    if (recent.isPresent()) {
      return CompletableFuture.completedFuture(recent.get());
    }
    if (slot.flight().isEmpty()) {
      begin(slot, policyId, requester);
    }
    return slot.flight().orElseThrow();
  }

  private void begin(PolicySlot slot, UUID policyId, Requester requester) {
    CompletableFuture<Verdict> flight = new CompletableFuture<>();
    slot.begin(flight);
    try {
      threads.execute(() -> fly(slot, policyId, requester, flight));
    } catch (RejectedExecutionException e) {
      slot.land();
      throw Refusals.closed();
    }
  }

  private void fly(
      PolicySlot slot, UUID policyId, Requester requester, CompletableFuture<Verdict> flight) {
    try {
      OpenablePolicy policy = wrappedKeys.policy(policyId).orElseThrow(Refusals::noSuchKey);
      Verdict verdict = asker.ask(policy, requester);
      synchronized (slot) {
        slot.land();
        settle(slot, policyId, verdict);
      }
      flight.complete(verdict);
    } catch (RuntimeException | Error e) {
      synchronized (slot) {
        slot.land();
      }
      flight.completeExceptionally(e);
    }
  }

  private void settle(PolicySlot slot, UUID policyId, Verdict verdict) {
    switch (verdict) {
      case Verdict.Agreed(Key256 depKey, long askedAtNanos) -> {
        Lease fresh = new Lease(policyId, depKey, false, askedAtNanos, lengthNanos);
        if (slot.isRemoved()) {
          fresh.end();
        } else {
          slot.agreed(fresh, askedAtNanos);
        }
      }
      case Verdict.Failed failed -> slot.failed(failed, nanoTime.getAsLong());
    }
  }

  private Lease heldAfterAgreement(PolicySlot slot, Requester requester) {
    synchronized (slot) {
      return slot.lease(requester.kind(), nanoTime.getAsLong()).orElseThrow(Refusals::tooSlow);
    }
  }

  private Lease fallBack(
      PolicySlot slot, UUID policyId, Requester requester, Verdict.Failed failed) {
    return switch (failed.rule().decide(requester.kind())) {
      case REFUSED -> throw Refusals.refused(failed);
      case WRONG_ANSWER -> throw Refusals.wrongAnswer(failed);
      case USE_AVAILABILITY_KEY -> leaseByAvailabilityKey(slot, policyId, requester, failed);
    };
  }

  private Lease leaseByAvailabilityKey(
      PolicySlot slot, UUID policyId, Requester requester, Verdict.Failed failed) {
    boolean systemOnly =
        failed.rule().decide(Requester.Kind.USER) != AccessRule.Decision.USE_AVAILABILITY_KEY;
    synchronized (slot) {
      long now = nanoTime.getAsLong();
      Optional<Lease> held = slot.lease(requester.kind(), now);
      if (held.isPresent()) {
        return held.get();
      }
      OpenablePolicy policy = wrappedKeys.policy(policyId).orElseThrow(Refusals::noSuchKey);
      Lease lease =
          new Lease(
              policyId,
              fallback.open(policy.key(), requester, failed),
              systemOnly,
              now,
              lengthNanos);
      slot.holdFallback(lease, systemOnly);
      return lease;
    }
  }

  private void evictBeyondBound(PolicySlot justUsed) {
    long now = nanoTime.getAsLong();
    while (slots.size() > settings.maxPolicies()) {
      Optional<Map.Entry<UUID, PolicySlot>> oldest =
          slots.entrySet().stream()
              .filter(entry -> entry.getValue() != justUsed)
              .min(Comparator.comparingLong(entry -> usedAt(entry.getValue()) - now));
      if (oldest.isEmpty()) {
        return;
      }
      drop(oldest.get().getKey(), oldest.get().getValue());
    }
  }

  private static long usedAt(PolicySlot slot) {
    synchronized (slot) {
      return slot.usedAtNanos();
    }
  }

  private void drop(UUID policyId, PolicySlot slot) {
    synchronized (slot) {
      slot.remove();
      slots.remove(policyId, slot);
    }
  }

  private Verdict await(CompletableFuture<Verdict> flight) {
    try {
      return flight.get(settings.openTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Refusals.tooSlow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.tooSlow();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case KeyAccessException refused ->
            throw (KeyAccessException)
                new KeyAccessException(refused.reason(), refused.getMessage()).initCause(refused);
        case RuntimeException failed -> throw failed;
        default -> throw new IllegalStateException("asking the roots failed", e.getCause());
      }
    }
  }
}
