package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * A policy's key in memory, for as long as its roots' agreement may be relied on, together with the
 * owner keys that were opened with it. When it ends, all of them are overwritten.
 *
 * <p>Times are those of a monotonic clock, so that a wall clock set back does not lengthen a lease.
 * Such a clock may overflow: times are compared by their difference only.
 */
final class Lease {

  private final UUID policyId;
  private final Origin origin;
  private final long lengthNanos;
  private final CachedKey depKey;
  private final LongConsumer atEnd;

  @GuardedBy("this")
  private final Set<CachedKey> ownerKeys = new HashSet<>();

  @GuardedBy("this")
  private long agreedAtNanos;

  @GuardedBy("this")
  private long usedAtNanos;

  @GuardedBy("this")
  private long objectCount;

  @GuardedBy("this")
  private boolean ended;

  private Lease(
      UUID policyId,
      Key256 depKey,
      Origin origin,
      long agreedAtNanos,
      long lengthNanos,
      LongConsumer atEnd) {
    this.policyId = policyId;
    this.depKey = new CachedKey(depKey);
    this.origin = origin;
    this.agreedAtNanos = agreedAtNanos;
    this.usedAtNanos = agreedAtNanos;
    this.lengthNanos = lengthNanos;
    this.atEnd = atEnd;
  }

  /**
   * Starts a lease that a root agreed to.
   *
   * @param readAtNanos when the wraps were read that a vault opened one of, not when it answered:
   *     it may have changed its mind while the answer was under way, and the wraps may have been
   *     destroyed before it was asked
   */
  static Lease fromRoot(UUID policyId, Key256 depKey, long readAtNanos, long lengthNanos) {
    return new Lease(policyId, depKey, Origin.ROOT, readAtNanos, lengthNanos, count -> {});
  }

  /**
   * Starts a lease of a key that the availability key opened.
   *
   * @param forSystemOnly whether users may not profit from it
   */
  static Lease fromAvailabilityKey(
      UUID policyId,
      AvailabilityFallback.Opened opened,
      boolean forSystemOnly,
      long nowNanos,
      long lengthNanos) {
    Origin origin =
        forSystemOnly ? Origin.AVAILABILITY_KEY_FOR_SYSTEM : Origin.AVAILABILITY_KEY_FOR_ALL;
    return new Lease(policyId, opened.depKey(), origin, nowNanos, lengthNanos, opened.atEnd());
  }

  UUID policyId() {
    return policyId;
  }

  boolean isFromRoot() {
    return origin == Origin.ROOT;
  }

  long lengthNanos() {
    return lengthNanos;
  }

  synchronized boolean serves(Requester.Kind requester, long nowNanos) {
    boolean allowed =
        switch (origin) {
          case ROOT -> true;
          case AVAILABILITY_KEY_FOR_ALL -> requester != Requester.Kind.LEAVING;
          case AVAILABILITY_KEY_FOR_SYSTEM -> requester == Requester.Kind.SYSTEM;
        };
    return allowed && !isOver(nowNanos);
  }

  /** Notes that the lease was needed; tells false if it does not serve the requester. */
  synchronized boolean use(Requester.Kind requester, long nowNanos) {
    boolean serves = serves(requester, nowNanos);
    if (serves) {
      usedAtNanos = nowNanos;
    }
    return serves;
  }

  /** Counts an owner key that is given for an object; tells false if it must not be given. */
  synchronized boolean give(Requester.Kind requester, long nowNanos) {
    boolean serves = use(requester, nowNanos);
    if (serves) {
      objectCount++;
    }
    return serves;
  }

  /** Counts owner keys that are opened by the policy's key itself. */
  synchronized void count(int openedOwnerKeys) {
    objectCount += openedOwnerKeys;
  }

  synchronized boolean isOver(long nowNanos) {
    return ended || ageNanos(nowNanos) >= lengthNanos;
  }

  /** From the last half of the lease on, there is time for two slow roots before it ends. */
  synchronized boolean isDueForRenewal(long nowNanos) {
    return ageNanos(nowNanos) >= lengthNanos / 2;
  }

  synchronized boolean isInLastQuarter(long nowNanos) {
    return ageNanos(nowNanos) >= lengthNanos - lengthNanos / 4;
  }

  /** How long ago the agreement was that it rests on. */
  synchronized long ageNanos(long nowNanos) {
    return nowNanos - agreedAtNanos;
  }

  synchronized long idleNanos(long nowNanos) {
    return nowNanos - usedAtNanos;
  }

  synchronized Duration remaining(long nowNanos) {
    return Duration.ofNanos(Math.max(0, lengthNanos - ageNanos(nowNanos)));
  }

  /** Counts from a newer agreement about the same key; tells false if that is another lease. */
  synchronized boolean renewFrom(Key256 agreed, long readAtNanos) {
    if (ended || !isFromRoot() || !depKey.isSameAs(agreed)) {
      return false;
    }
    if (readAtNanos - agreedAtNanos > 0) {
      agreedAtNanos = readAtNanos;
    }
    return true;
  }

  Optional<Key256> depKeyIfOpen() {
    return depKey.copyIfOpen();
  }

  /** Holds an owner key under this lease; tells false, and overwrites it, if the lease ended. */
  synchronized boolean hold(CachedKey ownerKey) {
    if (ended) {
      ownerKey.close();
      return false;
    }
    return ownerKeys.add(ownerKey);
  }

  synchronized void drop(CachedKey ownerKey) {
    ownerKeys.remove(ownerKey);
    ownerKey.close();
  }

  synchronized void end() {
    if (!ended) {
      ended = true;
      depKey.close();
      ownerKeys.forEach(CachedKey::close);
      ownerKeys.clear();
      atEnd.accept(objectCount);
    }
  }

  private enum Origin {
    ROOT,
    AVAILABILITY_KEY_FOR_ALL,
    AVAILABILITY_KEY_FOR_SYSTEM
  }
}
