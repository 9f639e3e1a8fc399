package dev.freehold.custody.access;

import dev.freehold.custody.bundles.WrappedPolicyKey;
import java.util.Optional;

/**
 * Renewals of one lease that failed one after the other. The alert comes once in a streak, while
 * there is still time to act. Used under its slot's monitor.
 */
final class RenewalStreak {

  private static final int FAILURES_BEFORE_ALERT = 3;

  private long triedAtNanos;
  private boolean hasTried;
  private int failures;
  private boolean alerted;

  void tried(long nowNanos) {
    triedAtNanos = nowNanos;
    hasTried = true;
  }

  boolean isTooEarly(long nowNanos, long spacingNanos) {
    return hasTried && nowNanos - triedAtNanos < spacingNanos;
  }

  /** Counts one more failure; gives the alert if it is due and was not given. */
  Optional<RenewalAlert> failed(WrappedPolicyKey key, Lease lease, String failure, long nowNanos) {
    failures++;
    if (alerted || (failures < FAILURES_BEFORE_ALERT && !lease.isInLastQuarter(nowNanos))) {
      return Optional.empty();
    }
    alerted = true;
    return Optional.of(
        new RenewalAlert(
            key.tenantId(), key.policyId(), failures, failure, lease.remaining(nowNanos)));
  }

  /** A renewal succeeded, or there is nothing left to renew. */
  void end() {
    failures = 0;
    alerted = false;
  }
}
