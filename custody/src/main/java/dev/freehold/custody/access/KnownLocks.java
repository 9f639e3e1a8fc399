package dev.freehold.custody.access;

import dev.freehold.custody.hierarchy.PolicyLocks;
import dev.freehold.custody.hierarchy.WrappedPolicyKey;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down for the other nodes what asking the roots of a policy came to. What cannot be written
 * is tried again after the next asking; it changes nothing for the one who asked.
 */
final class KnownLocks {

  private static final Logger LOG = LoggerFactory.getLogger(KnownLocks.class);

  private final PolicyLocks locks;
  private final MeterRegistry meters;

  KnownLocks(PolicyLocks locks, MeterRegistry meters) {
    this.locks = locks;
    this.meters = meters;
  }

  void learn(WrappedPolicyKey key, Verdict verdict) {
    try {
      switch (verdict) {
        case Verdict.Agreed _ -> locks.unlock(key.tenantId(), key.policyId());
        case Verdict.Failed failed -> {
          if (failed.rule() == AccessRule.BOTH_REFUSED) {
            locks.lock(
                key.tenantId(), key.policyId(), failed.first().code(), failed.second().code());
          }
        }
      }
    } catch (RuntimeException e) {
      meters.counter("freehold.key.lock.failures").increment();
      LOG.warn("the lock of policy {} could not be written", key.policyId(), e);
    }
  }
}
