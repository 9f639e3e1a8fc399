package dev.freehold.custody.policies;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.policies.AvailabilityKeys.Ended;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The policies whose keys were destroyed for good, as the availability database has them at one
 * moment. It may have fewer later: a failover can lose what was committed, and what was lost is
 * destroyed once more, at another time.
 *
 * @param all each with when its keys were destroyed
 */
public record EndedPolicies(Set<Ended> all) {

  /** Copies. */
  public EndedPolicies {
    all = Set.copyOf(all);
  }

  /** Those that were not there {@code before}, or had been destroyed at another time. */
  public List<UUID> since(EndedPolicies before) {
    Set<Ended> fresh = new HashSet<>(all);
    fresh.removeAll(before.all);
    return fresh.stream().map(Ended::policyId).toList();
  }

  /** Whether the policy is one of them. */
  public boolean has(UUID policyId) {
    return all.stream().anyMatch(ended -> ended.policyId().equals(policyId));
  }

  /**
   * Stands for exactly these policies and times, so that who speaks of others says nothing of them.
   * Never positive: programs that compared numbers of policies take it for fewer than there are.
   */
  public long mark() {
    MessageDigest hash = Sha256.digest();
    all.stream()
        .sorted(Comparator.comparing(Ended::policyId))
        .forEach(ended -> hash.update(bytes(ended)));
    return ByteBuffer.wrap(hash.digest()).getLong() | Long.MIN_VALUE;
  }

  private static byte[] bytes(Ended ended) {
    return ByteBuffer.allocate(3 * Long.BYTES)
        .putLong(ended.policyId().getMostSignificantBits())
        .putLong(ended.policyId().getLeastSignificantBits())
        .putLong(ended.at().toEpochMilli())
        .array();
  }
}
