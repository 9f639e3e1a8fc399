package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Requester;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A policy's key in memory, for as long as its roots' agreement may be relied on, together with the
 * owner keys that were opened with it. When it ends, all of them are overwritten.
 *
 * <p>Times are those of a monotonic clock, so that a wall clock set back does not lengthen a lease.
 * Such a clock may overflow: times are compared by their difference only.
 */
final class Lease {

  private final UUID policyId;
  private final boolean forSystemOnly;
  private final long lengthNanos;
  private final HeldKey depKey;
  private final Set<HeldKey> ownerKeys = new HashSet<>();
  private long agreedAtNanos;
  private boolean ended;

  /**
   * Starts a lease.
   *
   * @param agreedAtNanos when the vault was asked, not when it answered: it may have changed its
   *     mind while the answer was under way
   */
  Lease(UUID policyId, Key256 depKey, boolean forSystemOnly, long agreedAtNanos, long lengthNanos) {
    this.policyId = policyId;
    this.depKey = new HeldKey(depKey);
    this.forSystemOnly = forSystemOnly;
    this.agreedAtNanos = agreedAtNanos;
    this.lengthNanos = lengthNanos;
  }

  UUID policyId() {
    return policyId;
  }

  synchronized boolean serves(Requester.Kind requester, long nowNanos) {
    boolean allowed = !forSystemOnly || requester == Requester.Kind.SYSTEM;
    return allowed && !ended && nowNanos - agreedAtNanos < lengthNanos;
  }

  synchronized boolean isOver(long nowNanos) {
    return ended || nowNanos - agreedAtNanos >= lengthNanos;
  }

  /** From the last half of the lease on, there is time for two slow roots before it ends. */
  synchronized boolean isDueForRenewal(long nowNanos) {
    return nowNanos - agreedAtNanos >= lengthNanos / 2;
  }

  /** Counts the lease from a newer agreement, if it has not ended. */
  synchronized boolean renew(long newAgreedAtNanos) {
    if (ended) {
      return false;
    }
    if (newAgreedAtNanos - agreedAtNanos > 0) {
      agreedAtNanos = newAgreedAtNanos;
    }
    return true;
  }

  Optional<Key256> depKeyIfOpen() {
    return depKey.copyIfOpen();
  }

  /** Holds an owner key under this lease; tells false, and overwrites it, if the lease ended. */
  synchronized boolean hold(HeldKey ownerKey) {
    if (ended) {
      ownerKey.close();
      return false;
    }
    return ownerKeys.add(ownerKey);
  }

  synchronized void drop(HeldKey ownerKey) {
    ownerKeys.remove(ownerKey);
    ownerKey.close();
  }

  synchronized void end() {
    ended = true;
    depKey.close();
    ownerKeys.forEach(HeldKey::close);
    ownerKeys.clear();
  }
}
