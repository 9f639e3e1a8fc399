package dev.freehold.custody.policies;

import java.time.Instant;

/**
 * A tenant's request to destroy what is under a policy.
 *
 * @param reason why, in the tenant's words
 * @param contact the person whom the operator can ask about it
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record PurgeRequest(
    String reason, String contact, String requestedBy, Instant requestedAt) {}
