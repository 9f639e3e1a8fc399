package dev.freehold.custody.availability;

import java.util.UUID;

/**
 * A key that a policy counts on and that is not in the availability database.
 *
 * @param tenantId the policy's tenant
 * @param policyId the policy
 * @param policyName its name
 * @param kind what kind of key it is
 * @param keyId the key
 */
public record LostKey(UUID tenantId, UUID policyId, String policyName, Kind kind, UUID keyId) {

  /** The kinds of keys in an availability database. */
  public enum Kind {
    /** The policy's availability key: it has no fallback. */
    AVAILABILITY_KEY,
    /** A root key of the service's own: the policy has one root less. */
    SERVICE_ROOT
  }
}
