package dev.freehold.custody.owners;

import java.util.UUID;

/**
 * A key of a mailbox or site that was not destroyed.
 *
 * @param keyId its id
 * @param ownerId the mailbox or site
 * @param policyId the policy that it is under
 * @param isPresent whether new content comes under it; else it is retired
 */
public record LiveKey(UUID keyId, UUID ownerId, UUID policyId, boolean isPresent) {}
