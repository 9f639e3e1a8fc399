package dev.freehold.custody.recovery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A tenant's request to recover from the loss of both roots of a policy.
 *
 * @param id its id
 * @param tenantId the tenant
 * @param policyId the policy whose roots are lost
 * @param reason why, in the tenant's words
 * @param state the step that it has come to
 * @param requestedBy who asked
 * @param requestedAt when
 * @param approvedBy who approved, another person of the tenant
 * @param approvedAt when
 * @param deniedBy who denied it: another person of the tenant than the one who asked
 * @param deniedAt when
 * @param comment the comment of the person who last approved or denied it
 * @param openedBy the operator who opened it
 * @param openedAt when
 * @param jobId the job that moves everything
 */
public record RecoveryRequest(
    UUID id,
    UUID tenantId,
    UUID policyId,
    String reason,
    RecoveryState state,
    String requestedBy,
    Instant requestedAt,
    Optional<String> approvedBy,
    Optional<Instant> approvedAt,
    Optional<String> deniedBy,
    Optional<Instant> deniedAt,
    Optional<String> comment,
    Optional<String> openedBy,
    Optional<Instant> openedAt,
    Optional<UUID> jobId) {}
