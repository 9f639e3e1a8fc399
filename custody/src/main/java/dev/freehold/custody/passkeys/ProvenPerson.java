package dev.freehold.custody.passkeys;

import java.util.UUID;

/**
 * Somebody who has shown a password and a second factor.
 *
 * @param tenantId of the person
 * @param objectId of the person
 * @param revision of the password that was shown; if it is another one now, it proves nothing
 */
public record ProvenPerson(UUID tenantId, UUID objectId, long revision) {}
