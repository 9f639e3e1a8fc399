package dev.freehold.content.format;

import java.util.UUID;

/**
 * What a blob says of itself in clear.
 *
 * @param ownerKeyId the mailbox or site key that it is sealed under
 * @param objectId the object's id
 */
public record ObjectIdentity(UUID ownerKeyId, UUID objectId) {}
