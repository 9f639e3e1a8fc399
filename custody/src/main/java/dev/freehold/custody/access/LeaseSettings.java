package dev.freehold.custody.access;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;

/**
 * How long and how many unwrapped keys are held in memory.
 *
 * @param lease how long a vault's agreement is relied on, 1 s to 15 min
 * @param maxPolicies policies whose key is held at once
 * @param maxOwnerKeys owner keys held at once
 * @param openTimeout how long one caller waits for the vaults before it is told that they did not
 *     answer; positive
 * @param failureMemory how long a failure of both roots is relied on, so that a client that tries
 *     again and again costs neither vault nor ledger anything; at most the lease
 * @param hedgeDelay how long the first root of files is waited for before the second is asked too;
 *     at most 30 s
 * @param idleTime how long after its last use the key of files is still renewed ahead of its
 *     lease's end, at most a day
 */
public record LeaseSettings(
    Duration lease,
    int maxPolicies,
    int maxOwnerKeys,
    Duration openTimeout,
    Duration failureMemory,
    Duration hedgeDelay,
    Duration idleTime) {

  private static final Duration MAX_IDLE_TIME = Duration.ofDays(1);

  /** 60 s; 1,000 policies; 100,000 owner keys; 10 s; 250 ms; 250 ms; 15 min. */
  public static final LeaseSettings DEFAULT = withLease(Duration.ofSeconds(60));

  /** The defaults with another lease. */
  public static LeaseSettings withLease(Duration lease) {
    return new LeaseSettings(
        lease,
        1_000,
        100_000,
        Duration.ofSeconds(10),
        Duration.ofMillis(250),
        Duration.ofMillis(250),
        Duration.ofMinutes(15));
  }

  /** These settings with another time before the second root of files is asked too. */
  public LeaseSettings hedgingAfter(Duration delay) {
    return new LeaseSettings(
        lease, maxPolicies, maxOwnerKeys, openTimeout, failureMemory, delay, idleTime);
  }

  /** These settings with other bounds of what is held. */
  LeaseSettings holding(int policies, int ownerKeys) {
    return new LeaseSettings(
        lease, policies, ownerKeys, openTimeout, failureMemory, hedgeDelay, idleTime);
  }

  /** These settings with other waiting times. */
  LeaseSettings waiting(Duration opening, Duration afterFailure) {
    return new LeaseSettings(
        lease, maxPolicies, maxOwnerKeys, opening, afterFailure, hedgeDelay, idleTime);
  }

  /** How long after one try to renew a lease the next may follow. */
  Duration renewalSpacing() {
    return lease.dividedBy(8);
  }

  /** Checks the bounds. */
  public LeaseSettings {
    if (lease.compareTo(CustodyLimits.MIN_LEASE) < 0
        || lease.compareTo(CustodyLimits.MAX_LEASE) > 0) {
      throw new IllegalArgumentException(
          "a lease lasts %s to %s, got %s"
              .formatted(CustodyLimits.MIN_LEASE, CustodyLimits.MAX_LEASE, lease));
    }
    if (maxPolicies < 1 || maxOwnerKeys < 1) {
      throw new IllegalArgumentException("at least one key of each kind is held");
    }
    if (!openTimeout.isPositive()
        || failureMemory.isNegative()
        || failureMemory.compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "the open time-out is positive and the failure memory at most the lease");
    }
    if (hedgeDelay.isNegative() || hedgeDelay.compareTo(CustodyLimits.MAX_VAULT_CALL) > 0) {
      throw new IllegalArgumentException(
          "the hedge delay is at most %s, got %s"
              .formatted(CustodyLimits.MAX_VAULT_CALL, hedgeDelay));
    }
    if (idleTime.isNegative() || idleTime.compareTo(MAX_IDLE_TIME) > 0) {
      throw new IllegalArgumentException(
          "a key of files is renewed for at most %s after its last use, got %s"
              .formatted(MAX_IDLE_TIME, idleTime));
    }
  }
}
