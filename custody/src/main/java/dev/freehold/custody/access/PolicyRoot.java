package dev.freehold.custody.access;

import java.util.UUID;

/**
 * A root of a policy, by its place.
 *
 * @param policyId the policy
 * @param slot 1 or 2
 */
public record PolicyRoot(UUID policyId, int slot) {}
