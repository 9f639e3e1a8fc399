package dev.freehold.custody.access;

import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.OpenablePolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down for the other nodes what asking the roots of a policy came to. A lock that cannot be
 * written counts on this node, and is tried again after the next answers.
 */
final class KnownLocks {

  private static final Logger LOG = LoggerFactory.getLogger(KnownLocks.class);

  private final PolicyLocks locks;
  private final MeterRegistry meters;
  private final int maxPolicies;

  /** Refusals that were heard here and are not written. */
  private final Map<UUID, Verdict.Failed> unwritten = new ConcurrentHashMap<>();

  KnownLocks(PolicyLocks locks, MeterRegistry meters, int maxPolicies) {
    this.locks = locks;
    this.meters = meters;
    this.maxPolicies = maxPolicies;
  }

  /** The time by which agreements and refusals are compared. */
  Instant now() {
    return locks.now();
  }

  /** What it means for users now that neither root of the policy answers. */
  Silence silence(OpenablePolicy policy) {
    UUID policyId = policy.key().policyId();
    if (unwritten.containsKey(policyId)) {
      return Silence.LOCKED;
    }
    return switch (policy.silence(locks.now())) {
      case LOCKED -> Silence.LOCKED;
      case LAPSED -> Silence.LAPSED;
      case BRIDGED -> locks.isLetIn(policyId) ? Silence.BRIDGED : Silence.LAPSED;
    };
  }

  void learn(WrappedPolicyKey key, Verdict verdict, Instant askedAt) {
    UUID policyId = key.policyId();
    try {
      switch (verdict) {
        case Verdict.Agreed _ -> {
          unwritten.remove(policyId);
          locks.agreed(key.tenantId(), policyId, askedAt);
        }
        case Verdict.Failed failed -> {
          if (locks(failed)) {
            keep(policyId, failed);
          } else if (failed.isOfAddress() || !locks.isLetIn(policyId)) {
            locks.notLetIn(policyId);
          }
          Optional<Verdict.Failed> lock =
              Optional.ofNullable(unwritten.get(policyId))
                  .or(() -> Optional.of(failed).filter(KnownLocks::locks));
          lock.ifPresent(refused -> write(key, refused));
        }
      }
    } catch (RuntimeException e) {
      meters.counter("freehold.key.lock.failures").increment();
      LOG.warn("what the roots of policy {} answered could not be written", policyId, e);
    }
  }

  private static boolean locks(Verdict.Failed failed) {
    return failed.isRefusal() && !failed.isOfAddress();
  }

  /** Keeps how long after the last agreement of a root a refusal has ended reading here. */
  void measured(UUID policyId, Duration lag) {
    try {
      locks.measured(policyId, lag);
    } catch (RuntimeException e) {
      LOG.warn("how fast policy {} was locked could not be written", policyId, e);
    }
  }

  /**
   * Keeps a refusal until it is written. If there is no room for it here, it is written at once all
   * the same; if that fails too, the vaults' next refusal is.
   */
  private void keep(UUID policyId, Verdict.Failed refused) {
    if (unwritten.size() < maxPolicies) {
      unwritten.putIfAbsent(policyId, refused);
    }
  }

  private void write(WrappedPolicyKey key, Verdict.Failed refused) {
    locks.lock(key.tenantId(), key.policyId(), refused.first().code(), refused.second().code());
    unwritten.remove(key.policyId(), refused);
  }
}
