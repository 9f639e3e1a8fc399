package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.DepKeys;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Policies' keys by lease. Those who come while the vaults are being asked about a policy wait for
 * those answers; a lease in use is renewed in the background in its second half, and one of files
 * by the timer too, so that nobody waits where nothing would stand in.
 */
final class DepKeyLeases implements DepKeys, AutoCloseable {

  /** A lease may end between being found and being used; then it is sought again. */
  private static final int MAX_ATTEMPTS = 3;

  private final LeaseRenewer renewer;
  private final FallbackLeases fallbacks;
  private final LastAnswers answers;
  private final LeaseSettings settings;
  private final ExecutorService threads;
  private final LongSupplier nanoTime;
  private final Map<UUID, PolicySlot> slots = new ConcurrentHashMap<>();

  DepKeyLeases(
      LeaseRenewer renewer,
      FallbackLeases fallbacks,
      LastAnswers answers,
      LeaseSettings settings,
      ExecutorService threads,
      LongSupplier nanoTime) {
    this.renewer = renewer;
    this.fallbacks = fallbacks;
    this.answers = answers;
    this.settings = settings;
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  @Override
  public <R> R withDepKey(
      UUID policyId, Requester requester, int ownerKeys, Function<Key256, R> work) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Lease lease = lease(policyId, requester);
      Optional<Key256> depKey = lease.depKeyIfOpen();
      if (depKey.isPresent()) {
        lease.count(ownerKeys);
        try (Key256 key = depKey.get()) {
          return work.apply(key);
        }
      }
    }
    throw KeyRefusals.tooSlow();
  }

  /** A lease that serves the requester now; it may end at any moment. */
  Lease lease(UUID policyId, Requester requester) {
    PolicySlot slot;
    AwaitedVerdict awaited;
    do {
      slot = slots.computeIfAbsent(policyId, id -> new PolicySlot());
      synchronized (slot) {
        long now = nanoTime.getAsLong();
        Optional<Lease> held = slot.lease(requester.kind(), now);
        if (held.isPresent()) {
          renewIfDue(slot, held.get(), requester, now);
          return held.get();
        }
        awaited = slot.isRemoved() ? null : askOrJoin(slot, policyId, requester, now);
        if (awaited != null) {
          slot.enter();
        }
      }
    } while (awaited == null);
    try {
      return afterVerdict(slot, awaited, policyId, requester);
    } finally {
      synchronized (slot) {
        slot.leave();
      }
    }
  }

  private Lease afterVerdict(
      PolicySlot slot, AwaitedVerdict awaited, UUID policyId, Requester requester) {
    evictBeyondBound(slot);
    Verdict verdict = awaited.await(settings.rootTimeouts(), answers.withSilence(policyId));
    return switch (verdict) {
      case Verdict.Agreed _ -> heldAfterAgreement(slot, requester);
      case Verdict.Failed failed -> fallbacks.lease(slot, policyId, requester, failed);
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

  /** How access to a policy stands, if its roots were asked here. */
  Optional<AccessStatus> status(UUID policyId) {
    long now = nanoTime.getAsLong();
    return answers.of(policyId).map(last -> status(last, heldLease(policyId, now), now));
  }

  /**
   * Overwrites the keys of leases that are over, used or not, and renews leases of files that were
   * used lately. Runs from time to time.
   */
  void sweep() {
    long now = nanoTime.getAsLong();
    slots.forEach(
        (policyId, slot) -> {
          synchronized (slot) {
            if (slot.sweep(now)) {
              slot.remove();
              slots.remove(policyId, slot);
            } else {
              slot.renewedByTimer(now, settings.idleTime().toNanos())
                  .ifPresent(lease -> renewIfDue(slot, lease, RenewalAlerts.REQUESTER, now));
            }
          }
        });
  }

  /** Ends the policy's leases; a renewal that is under way gives nobody a key any more. */
  void forget(UUID policyId) {
    PolicySlot slot = slots.get(policyId);
    if (slot != null) {
      drop(policyId, slot);
    }
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

  @GuardedBy("slot")
  private void renewIfDue(PolicySlot slot, Lease lease, Requester requester, long now) {
    if (lease.isDueForRenewal(now) && slot.mayRenew(now, settings.renewalSpacing().toNanos())) {
      var _ = begin(slot, lease.policyId(), requester, now);
    }
  }

  @GuardedBy("slot")
  private AwaitedVerdict askOrJoin(PolicySlot slot, UUID policyId, Requester requester, long now) {
    Optional<Verdict.Failed> recent = slot.recentFailure(now, settings.failureMemory().toNanos());
    if (recent.isPresent()) {
      return AwaitedVerdict.ended(recent.get());
    }
    return slot.awaited().orElseGet(() -> begin(slot, policyId, requester, now));
  }

  @GuardedBy("slot")
  private AwaitedVerdict begin(PolicySlot slot, UUID policyId, Requester requester, long now) {
    AwaitedVerdict awaited = new AwaitedVerdict();
    slot.begin(awaited, now);
    try {
      threads.execute(() -> renewer.run(slot, policyId, requester, awaited));
    } catch (RejectedExecutionException e) {
      slot.end();
      throw KeyRefusals.closed();
    }
    return awaited;
  }

  private Lease heldAfterAgreement(PolicySlot slot, Requester requester) {
    synchronized (slot) {
      return slot.lease(requester.kind(), nanoTime.getAsLong()).orElseThrow(KeyRefusals::tooSlow);
    }
  }

  private Optional<Lease> heldLease(UUID policyId, long now) {
    PolicySlot slot = slots.get(policyId);
    if (slot == null) {
      return Optional.empty();
    }
    synchronized (slot) {
      return slot.heldLease(now);
    }
  }

  private static AccessStatus status(LastAnswers.Given last, Optional<Lease> held, long now) {
    return new AccessStatus(
        last.answer(),
        Duration.ofNanos(now - last.atNanos()),
        held.map(lease -> Duration.ofNanos(lease.ageNanos(now))),
        held.isPresent() && !held.get().isFromRoot());
  }

  private void evictBeyondBound(PolicySlot justUsed) {
    long now = nanoTime.getAsLong();
    while (slots.size() > settings.maxPolicies()) {
      Optional<Map.Entry<UUID, PolicySlot>> longestUnused =
          slots.entrySet().stream()
              .filter(entry -> entry.getValue() != justUsed)
              .max(Comparator.comparingLong(entry -> idleNanos(entry.getValue(), now)));
      if (longestUnused.isEmpty()) {
        return;
      }
      drop(longestUnused.get().getKey(), longestUnused.get().getValue());
    }
  }

  private static long idleNanos(PolicySlot slot, long now) {
    synchronized (slot) {
      return slot.idleNanos(now);
    }
  }

  private void drop(UUID policyId, PolicySlot slot) {
    synchronized (slot) {
      slot.remove();
      slots.remove(policyId, slot);
    }
  }
}
