package dev.freehold.custody.access;

import java.time.Duration;
import java.util.UUID;

/**
 * A lease that will run out if its renewal goes on failing.
 *
 * @param tenantId whose policy it is
 * @param policyId the policy's GUID
 * @param failures renewals that failed one after the other
 * @param lastFailure what the last one came to; safe to show
 * @param leaseEndsIn how much is left of the lease
 */
record RenewalAlert(
    UUID tenantId, UUID policyId, int failures, String lastFailure, Duration leaseEndsIn) {}
