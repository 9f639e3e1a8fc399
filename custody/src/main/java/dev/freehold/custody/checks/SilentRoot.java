package dev.freehold.custody.checks;

import java.time.Instant;
import java.util.UUID;

/**
 * A root of a policy in use whose vault did not answer the last cross-check.
 *
 * @param policyId the policy
 * @param keyVersionUri its key
 * @param checkedAt when it was asked
 */
public record SilentRoot(UUID policyId, String keyVersionUri, Instant checkedAt) {}
