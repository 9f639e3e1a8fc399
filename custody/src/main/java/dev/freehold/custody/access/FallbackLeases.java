package dev.freehold.custody.access;

import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.WrappedKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Leases from availability keys, where the rules allow it. All who come together share one use. */
final class FallbackLeases {

  private final WrappedKeys wrappedKeys;
  private final AvailabilityFallback fallback;
  private final KnownLocks locks;
  private final Duration openTimeout;
  private final long lengthNanos;
  private final LongSupplier nanoTime;

  FallbackLeases(
      WrappedKeys wrappedKeys,
      AvailabilityFallback fallback,
      KnownLocks locks,
      LeaseSettings settings,
      LongSupplier nanoTime) {
    this.wrappedKeys = wrappedKeys;
    this.fallback = fallback;
    this.locks = locks;
    this.openTimeout = settings.rootTimeouts().openTimeout();
    this.lengthNanos = settings.lease().toNanos();
    this.nanoTime = nanoTime;
  }

  /** A lease for a requester whom both roots have failed, if the rules allow one. */
  Lease lease(PolicySlot slot, UUID policyId, Requester requester, Verdict.Failed failed) {
    requireAllowed(failed, requester);
    ReentrantLock lock = slot.fallbackLock();
    acquire(lock);
    try {
      Optional<Lease> held = held(slot, requester);
      return held.isPresent() ? held.get() : open(slot, policyId, requester, failed);
    } finally {
      lock.unlock();
    }
  }

  private Lease open(PolicySlot slot, UUID policyId, Requester requester, Verdict.Failed heard) {
    OpenablePolicy policy = KeyRefusals.openable(wrappedKeys, policyId);
    // Another node may have heard a refusal since the roots were asked here.
    Verdict.Failed failed = heard.of(policy, locks.silence(policy));
    requireAllowed(failed, requester);
    boolean systemOnly = !failed.mayUseAvailabilityKey(Requester.Kind.USER);
    // The lease begins before the key is opened, so that no use lasts longer than it should.
    long now = nanoTime.getAsLong();
    Lease lease =
        Lease.fromAvailabilityKey(
            policyId, fallback.open(policy, requester, failed), systemOnly, now, lengthNanos);
    boolean isHeld = false;
    try {
      synchronized (slot) {
        Optional<Lease> better = slot.lease(requester.kind(), nanoTime.getAsLong());
        if (better.isPresent()) {
          return better.get();
        }
        slot.lastFailure().ifPresent(newest -> requireAllowed(newest, requester));
        if (slot.isRemoved()) {
          throw KeyRefusals.tooSlow();
        }
        slot.holdFallback(lease, systemOnly);
        isHeld = true;
        return lease;
      }
    } finally {
      if (!isHeld) {
        lease.end();
        fallback.recordEnded();
      }
    }
  }

  private Optional<Lease> held(PolicySlot slot, Requester requester) {
    synchronized (slot) {
      return slot.lease(requester.kind(), nanoTime.getAsLong());
    }
  }

  private void acquire(ReentrantLock lock) {
    try {
      if (!lock.tryLock(openTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw KeyRefusals.tooSlow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KeyRefusals.tooSlow();
    }
  }

  private static void requireAllowed(Verdict.Failed failed, Requester requester) {
    switch (failed.decide(requester.kind())) {
      case USE_AVAILABILITY_KEY -> {}
      case REFUSED -> throw KeyRefusals.refused(failed);
      case DID_NOT_ANSWER -> throw KeyRefusals.silent(failed);
      case WRONG_ANSWER -> throw KeyRefusals.wrongAnswer(failed);
    }
  }
}
