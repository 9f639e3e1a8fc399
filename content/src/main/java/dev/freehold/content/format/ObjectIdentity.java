package dev.freehold.content.format;

import java.util.UUID;

/**
 * The ids that are in clear at the beginning of a blob.
 *
 * @param ownerKeyId the mailbox or site key that it is sealed under
 * @param blobId the id in its header, which is also its name in the store
 */
public record ObjectIdentity(UUID ownerKeyId, UUID blobId) {}
