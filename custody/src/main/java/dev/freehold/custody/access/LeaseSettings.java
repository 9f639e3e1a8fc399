package dev.freehold.custody.access;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.roots.RootVaultSettings;
import java.time.Duration;

/**
 * How long and how many unwrapped keys are held in memory.
 *
 * @param lease how long an opened key may be used before a vault must agree again, 1 s to 15 min
 * @param maxPolicies policies whose key is held at once
 * @param maxOwnerKeys owner keys held at once
 * @param failureMemory how long a failure of both roots is remembered and repeated without asking
 *     them again, so that a client that tries again and again causes no vault calls and ledger
 *     entries; at most the lease
 * @param idleTime how long after its last use a key of files is still renewed before its lease
 *     ends, at most a day
 * @param rootTimeouts how long to wait for roots
 */
public record LeaseSettings(
    Duration lease,
    int maxPolicies,
    int maxOwnerKeys,
    Duration failureMemory,
    Duration idleTime,
    RootTimeouts rootTimeouts) {

  private static final Duration MAX_IDLE_TIME = Duration.ofDays(1);

  /** 60 s; 1,000 policies; 100,000 owner keys; 250 ms; 15 min; calls of 2 s. */
  public static final LeaseSettings DEFAULT = withLease(Duration.ofSeconds(60));

  /** The defaults with another lease. */
  public static LeaseSettings withLease(Duration lease) {
    return new LeaseSettings(
        lease,
        1_000,
        100_000,
        Duration.ofMillis(250),
        Duration.ofMinutes(15),
        RootTimeouts.forCalls(RootVaultSettings.DEFAULT_CALL_TIMEOUT));
  }

  /** These settings with other times for which roots are waited for. */
  public LeaseSettings rootTimeouts(RootTimeouts other) {
    return new LeaseSettings(lease, maxPolicies, maxOwnerKeys, failureMemory, idleTime, other);
  }

  /** These settings with other bounds of what is held. */
  LeaseSettings holding(int policies, int ownerKeys) {
    return new LeaseSettings(lease, policies, ownerKeys, failureMemory, idleTime, rootTimeouts);
  }

  /** These settings with another time for which a failure is relied on. */
  LeaseSettings remembering(Duration afterFailure) {
    return new LeaseSettings(
        lease, maxPolicies, maxOwnerKeys, afterFailure, idleTime, rootTimeouts);
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
    if (failureMemory.isNegative() || failureMemory.compareTo(lease) > 0) {
      throw new IllegalArgumentException("the failure memory is at most the lease");
    }
    if (idleTime.isNegative() || idleTime.compareTo(MAX_IDLE_TIME) > 0) {
      throw new IllegalArgumentException(
          "a key of files is renewed for at most %s after its last use, got %s"
              .formatted(MAX_IDLE_TIME, idleTime));
    }
  }
}
