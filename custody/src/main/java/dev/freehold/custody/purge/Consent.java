package dev.freehold.custody.purge;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A vault administrator whose consent a purge of sites needs, and whether they gave it.
 *
 * @param objectId the administrator
 * @param displayName of the administrator, as it was when the list of administrators was made
 * @param givenAt when the administrator consented; empty if not yet
 */
public record Consent(UUID objectId, String displayName, Optional<Instant> givenAt) {}
