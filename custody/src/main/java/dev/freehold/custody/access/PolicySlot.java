package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.PolicyKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What is known about one policy: its leases, the verdict that is awaited, the last failure. Every
 * method but {@link #fallbackLock} is called with the slot's monitor held.
 */
final class PolicySlot {

  private final ReentrantLock fallbackLock = new ReentrantLock();

  @GuardedBy("this")
  private final RenewalStreak streak = new RenewalStreak();

  /** The lease that serves everyone, or null. */
  @GuardedBy("this")
  private Lease forAll;

  /** The lease that serves system work only, or null. */
  @GuardedBy("this")
  private Lease forSystem;

  /** As it was when its roots were asked last, or null. */
  @GuardedBy("this")
  private OpenablePolicy policy;

  @GuardedBy("this")
  private AwaitedVerdict awaited;

  @GuardedBy("this")
  private Verdict.Failed lastFailure;

  @GuardedBy("this")
  private long failedAtNanos;

  @GuardedBy("this")
  private long usedAtNanos;

  /** How many wait for a verdict, or act on it. */
  @GuardedBy("this")
  private int inside;

  @GuardedBy("this")
  private boolean removed;

  /** Held, outside the monitor, by the one that opens the policy by its availability key. */
  ReentrantLock fallbackLock() {
    return fallbackLock;
  }

  @GuardedBy("this")
  Optional<Lease> lease(Requester.Kind requester, long nowNanos) {
    usedAtNanos = nowNanos;
    return leases().filter(lease -> lease.use(requester, nowNanos)).findFirst();
  }

  /** The lease whose age and origin count: the one for everyone before the system's. */
  @GuardedBy("this")
  Optional<Lease> heldLease(long nowNanos) {
    return leases().filter(lease -> !lease.isOver(nowNanos)).findFirst();
  }

  @GuardedBy("this")
  Optional<AwaitedVerdict> awaited() {
    return Optional.ofNullable(awaited);
  }

  /** Somebody waits for a verdict, until {@link #leave}: no sweep takes the slot away. */
  @GuardedBy("this")
  void enter() {
    inside++;
  }

  @GuardedBy("this")
  void leave() {
    inside--;
  }

  @GuardedBy("this")
  void begin(AwaitedVerdict verdict, long nowNanos) {
    awaited = verdict;
    streak.tried(nowNanos);
  }

  @GuardedBy("this")
  void end() {
    awaited = null;
  }

  @GuardedBy("this")
  void asked(OpenablePolicy asked) {
    policy = asked;
  }

  /** Tells whether a lease may be renewed that is due: not while asking, nor too often. */
  @GuardedBy("this")
  boolean mayRenew(long nowNanos, long spacingNanos) {
    return awaited == null && !removed && !streak.isTooEarly(nowNanos, spacingNanos);
  }

  /**
   * The lease that the timer renews without being used: a root's, of files, which no availability
   * key would replace.
   */
  @GuardedBy("this")
  Optional<Lease> renewedByTimer(long nowNanos, long idleNanos) {
    boolean isOfFiles = policy != null && policy.kind() == PolicyKind.FILE;
    return Optional.ofNullable(forAll)
        .filter(lease -> isOfFiles && lease.isFromRoot())
        .filter(lease -> lease.idleNanos(nowNanos) < idleNanos);
  }

  /** Counts a renewal that failed for whatever reason; gives the alert if one is due. */
  @GuardedBy("this")
  Optional<RenewalAlert> renewalFailed(String failure, long nowNanos) {
    return policy == null || AccessRule.RuleSet.of(policy) != AccessRule.RuleSet.FILES
        ? Optional.empty()
        : Optional.ofNullable(forAll)
            .filter(lease -> lease.isFromRoot() && !lease.isOver(nowNanos))
            .flatMap(lease -> streak.failed(policy.key(), lease, failure, nowNanos));
  }

  @GuardedBy("this")
  Optional<Verdict.Failed> recentFailure(long nowNanos, long memoryNanos) {
    return lastFailure().filter(failure -> nowNanos - failedAtNanos < memoryNanos);
  }

  /** What asking came to, if no root has agreed since. */
  @GuardedBy("this")
  Optional<Verdict.Failed> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** A root agreed: the lease for all goes on or starts again, and the one for the system ends. */
  @GuardedBy("this")
  void agreed(Key256 depKey, long readAtNanos, long lengthNanos) {
    lastFailure = null;
    streak.end();
    if (forAll != null && forAll.renewFrom(depKey, readAtNanos)) {
      depKey.close();
    } else {
      end(forAll);
      forAll = Lease.fromRoot(policy.key().policyId(), depKey, readAtNanos, lengthNanos);
    }
    end(forSystem);
    forSystem = null;
  }

  /**
   * How long ago a root last agreed, but no longer than the lease that it gave: for so long users
   * could go on. Empty if the users' lease is not from a root.
   */
  @GuardedBy("this")
  Optional<Duration> sinceAgreement(long nowNanos) {
    return Optional.ofNullable(forAll)
        .filter(Lease::isFromRoot)
        .map(lease -> Duration.ofNanos(Math.min(lease.ageNanos(nowNanos), lease.lengthNanos())));
  }

  /**
   * Both roots failed. Nobody waits for a lease's end when both refuse, nor where the availability
   * key gave it and would not any more.
   */
  @GuardedBy("this")
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
  @GuardedBy("this")
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
  @GuardedBy("this")
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
    // Who waits, or opens the availability key just now, is about to put a lease here.
    return forAll == null && forSystem == null && awaited == null && inside == 0;
  }

  @GuardedBy("this")
  void remove() {
    leases().forEach(Lease::end);
    forAll = null;
    forSystem = null;
    removed = true;
  }

  @GuardedBy("this")
  boolean isRemoved() {
    return removed;
  }

  /** How long nobody has needed the policy. */
  @GuardedBy("this")
  long idleNanos(long nowNanos) {
    return leases()
        .mapToLong(lease -> lease.idleNanos(nowNanos))
        .reduce(nowNanos - usedAtNanos, Math::min);
  }

  @GuardedBy("this")
  private Stream<Lease> leases() {
    return Stream.of(Optional.ofNullable(forAll), Optional.ofNullable(forSystem))
        .flatMap(Optional::stream);
  }
}
