package dev.freehold.content.format;

import java.util.UUID;

/**
 * The identity that a blob has in clear.
 *
 * @param ownerKeyId the mailbox or site key that it is sealed under
 * @param blobId the id in its header and the name that it was stored by
 */
public record ObjectIdentity(UUID ownerKeyId, UUID blobId) {}
