package dev.freehold.custody.availability;

import java.util.UUID;

/**
 * The id of an availability database, and its position in its history.
 *
 * @param id random, made with the database; a copy has the same
 * @param changes how many changes were made, 1 or more; it never goes down
 */
public record AvailabilityIdentity(UUID id, long changes) {}
