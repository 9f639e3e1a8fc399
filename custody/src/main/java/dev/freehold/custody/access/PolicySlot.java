package dev.freehold.custody.access;

import dev.freehold.custody.Requester;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What is known about one policy: its leases, the asking that is under way, the last failure. Every
 * method is called with the slot's monitor held.
 */
final class PolicySlot {

  /** The lease that serves everyone, or null. */
  private Lease forAll;

  /** The lease that serves system work only, or null. */
  private Lease forSystem;

  private CompletableFuture<Verdict> flight;
  private Verdict.Failed lastFailure;
  private long failedAtNanos;
  private long usedAtNanos;
  private boolean removed;

  Optional<Lease> lease(Requester.Kind requester, long nowNanos) {
    usedAtNanos = nowNanos;
    return leases().filter(lease -> lease.serves(requester, nowNanos)).findFirst();
  }

  Optional<CompletableFuture<Verdict>> flight() {
    return Optional.ofNullable(flight);
  }

  void begin(CompletableFuture<Verdict> newFlight) {
    flight = newFlight;
  }

  void land() {
    flight = null;
  }

  Optional<Verdict.Failed> recentFailure(long nowNanos, long memoryNanos) {
    return lastFailure != null && nowNanos - failedAtNanos < memoryNanos
        ? Optional.of(lastFailure)
        : Optional.empty();
  }

  /** A root agreed: the lease for all goes on or begins anew, and the one for the system ends. */
  void agreed(Lease fresh, long askedAtNanos) {
    lastFailure = null;
    if (forAll != null && forAll.renew(askedAtNanos)) {
      fresh.end();
    } else {
      forAll = fresh;
    }
    if (forSystem != null) {
      forSystem.end();
      forSystem = null;
    }
  }

  /** Both roots failed. Refusal by both is the owner's will: nobody waits for the lease's end. */
  void failed(Verdict.Failed failure, long nowNanos) {
    lastFailure = failure;
    failedAtNanos = nowNanos;
    if (failure.rule() == AccessRule.BOTH_REFUSED && forAll != null) {
      forAll.end();
      forAll = null;
    }
  }

  /** Holds a lease from the availability key; one before it is over and its keys go with it. */
  void holdFallback(Lease lease, boolean systemOnly) {
    if (systemOnly) {
      end(forSystem);
      forSystem = lease;
    } else {
      end(forAll);
      forAll = lease;
    }
  }

  private static void end(Lease lease) {
    if (lease != null) {
      lease.end();
    }
  }

  /** Ends what is over; tells whether nothing is left that is worth keeping. */
  boolean sweep(long nowNanos) {
    if (forAll != null && forAll.isOver(nowNanos)) {
      forAll.end();
      forAll = null;
    }
    if (forSystem != null && forSystem.isOver(nowNanos)) {
      forSystem.end();
      forSystem = null;
    }
    return forAll == null && forSystem == null && flight == null;
  }

  void remove() {
    leases().forEach(Lease::end);
    forAll = null;
    forSystem = null;
    removed = true;
  }

  boolean isRemoved() {
    return removed;
  }

  long usedAtNanos() {
    return usedAtNanos;
  }

  private Stream<Lease> leases() {
    return Stream.of(Optional.ofNullable(forAll), Optional.ofNullable(forSystem))
        .flatMap(Optional::stream);
  }
}
