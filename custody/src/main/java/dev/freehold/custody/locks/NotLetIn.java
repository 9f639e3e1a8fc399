package dev.freehold.custody.locks;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * Policies whose vaults do not let in the address of this node. All nodes are told once that
 * silence is not bridged until a root agrees. If they were told again and again, a node that no
 * vault knows would keep others from bridging that do hear their vaults. Thread-safe.
 */
final class NotLetIn {

  /** Another node may have asked before the refusal and hear an agreement so much later. */
  private static final Duration LONGEST_ASKING = Duration.ofMinutes(1);

  private static final int MAX_POLICIES = 10_000;

  @GuardedBy("this")
  private final SequencedMap<UUID, Since> policies = new LinkedHashMap<>();

  /** From when on, by this node's clock, and whether all nodes know. */
  private record Since(Instant first, Instant last, boolean isWritten) {}

  /** Notes a refusal; tells whether all nodes are to be told. */
  synchronized boolean isNews(UUID policyId, Instant now) {
    Since before = policies.get(policyId);
    Instant first = before == null ? now : before.first;
    boolean isKnown = before != null && before.isWritten;
    policies.putLast(policyId, new Since(first, now, isKnown));
    if (policies.size() > MAX_POLICIES) {
      policies.pollFirstEntry();
    }
    return !isKnown || now.isBefore(first.plus(LONGEST_ASKING));
  }

  /** All nodes were told. */
  synchronized void written(UUID policyId, Instant now) {
    policies.computeIfPresent(policyId, (_, since) -> new Since(since.first, now, true));
  }

  /** A root agreed with this node that was asked then; a refusal that was heard later counts. */
  synchronized void agreed(UUID policyId, Instant askedAt) {
    Since since = policies.get(policyId);
    if (since != null && !since.last.isAfter(askedAt)) {
      policies.remove(policyId);
    }
  }

  /** Whether the vaults of the policy do not let in this node, as far as was heard. */
  synchronized boolean has(UUID policyId) {
    return policies.containsKey(policyId);
  }
}
