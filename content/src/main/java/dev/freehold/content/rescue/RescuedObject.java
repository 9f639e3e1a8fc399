package dev.freehold.content.rescue;

import dev.freehold.content.format.ObjectIdentity;
import java.util.UUID;

/**
 * What was rescued, authenticated.
 *
 * @param tenantId whose object it is
 * @param identity the object's id and its owner key's
 * @param bytes how many bytes were written
 */
public record RescuedObject(UUID tenantId, ObjectIdentity identity, long bytes) {}
