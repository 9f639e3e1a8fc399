package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.PolicyKind;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What is known about one policy: its leases, the asking that is under way, the last failure. Every
 * method but {@link #fallbackLock} is called with the slot's monitor held.
 */
final class PolicySlot {

  private final ReentrantLock fallbackLock = new ReentrantLock();
  private final RenewalStreak streak = new RenewalStreak();

  /** The lease that serves everyone, or null. */
  private Lease forAll;

  /** The lease that serves system work only, or null. */
  private Lease forSystem;

  /** As it was when its roots were asked last, or null. */
  private OpenablePolicy policy;

  private PendingAsking asking;
  private Verdict.Failed lastFailure;
  private long failedAtNanos;
  private long usedAtNanos;
  private boolean removed;

  /** Held, outside the monitor, by the one that opens the policy by its availability key. */
  ReentrantLock fallbackLock() {
    return fallbackLock;
  }

  Optional<Lease> lease(Requester.Kind requester, long nowNanos) {
    usedAtNanos = nowNanos;
    return leases().filter(lease -> lease.use(requester, nowNanos)).findFirst();
  }

  /** The lease whose age and origin count: the one for everyone before the system's. */
  Optional<Lease> heldLease(long nowNanos) {
    return leases().filter(lease -> !lease.isOver(nowNanos)).findFirst();
  }

  Optional<PendingAsking> asking() {
    return Optional.ofNullable(asking);
  }

  void begin(PendingAsking newAsking, long nowNanos) {
    asking = newAsking;
    streak.tried(nowNanos);
  }

  void end() {
    asking = null;
  }

  void asked(OpenablePolicy asked) {
    policy = asked;
  }

  /** Tells whether a lease may be renewed that is due: not while asking, nor too often. */
  boolean mayRenew(long nowNanos, long spacingNanos) {
    return asking == null && !removed && !streak.isTooEarly(nowNanos, spacingNanos);
  }

  /**
   * The lease that the timer renews without being used: a root's, of files, which no availability
   * key would replace.
   */
  Optional<Lease> renewedByTimer(long nowNanos, long idleNanos) {
    boolean isOfFiles = policy != null && policy.kind() == PolicyKind.FILE;
    return Optional.ofNullable(forAll)
        .filter(lease -> isOfFiles && lease.isFromRoot())
        .filter(lease -> lease.idleNanos(nowNanos) < idleNanos);
  }

  /** Counts a renewal that failed for whatever reason; gives the alert if one is due. */
  Optional<RenewalAlert> renewalFailed(String failure, long nowNanos) {
    return policy == null || AccessRule.RuleSet.of(policy) != AccessRule.RuleSet.FILES
        ? Optional.empty()
        : Optional.ofNullable(forAll)
            .filter(lease -> lease.isFromRoot() && !lease.isOver(nowNanos))
            .flatMap(lease -> streak.failed(policy.key(), lease, failure, nowNanos));
  }

  Optional<Verdict.Failed> recentFailure(long nowNanos, long memoryNanos) {
    return lastFailure().filter(failure -> nowNanos - failedAtNanos < memoryNanos);
  }

  /** What asking came to, if no root has agreed since. */
  Optional<Verdict.Failed> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** A root agreed: the lease for all goes on or begins anew, and the one for the system ends. */
  void agreed(Key256 depKey, long askedAtNanos, long lengthNanos) {
    lastFailure = null;
    streak.end();
    if (forAll != null && forAll.renewFrom(depKey, askedAtNanos)) {
      depKey.close();
    } else {
      end(forAll);
      forAll = Lease.fromRoot(policy.key().policyId(), depKey, askedAtNanos, lengthNanos);
    }
    end(forSystem);
    forSystem = null;
  }

  /**
   * Both roots failed. Nobody waits for a lease's end when both refuse, nor where the availability
   * key gave it and would not any more.
   */
  void failed(Verdict.Failed failure, long nowNanos) {
    lastFailure = failure;
    failedAtNanos = nowNanos;
    boolean nothingForUsers = !failure.mayUseAvailabilityKey(Requester.Kind.USER);
    if (forAll != null && (failure.endsLeases() || (nothingForUsers && !forAll.isFromRoot()))) {
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
      streak.end();
    }
    if (forSystem != null && forSystem.isOver(nowNanos)) {
      forSystem.end();
      forSystem = null;
    }
    // Who opens the availability key just now is about to put a lease here.
    return forAll == null && forSystem == null && asking == null && !fallbackLock.isLocked();
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

  /** How long nobody has needed the policy. */
  long idleNanos(long nowNanos) {
    return leases()
        .mapToLong(lease -> lease.idleNanos(nowNanos))
        .reduce(nowNanos - usedAtNanos, Math::min);
  }

  private Stream<Lease> leases() {
    return Stream.of(Optional.ofNullable(forAll), Optional.ofNullable(forSystem))
        .flatMap(Optional::stream);
  }
}
