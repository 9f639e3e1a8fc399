package dev.freehold.content.scrub;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that a scrub found damaged or changed.
 *
 * @param number counts the findings of a run, from 1
 * @param tenantId whose it is, as far as the rows say
 * @param ownerId the mailbox or site; all zeros if none is known
 * @param code what is wrong, a stable word
 * @param subject which row or object, by its ids
 * @param foundAt when the scrub found it
 */
public record ScrubFinding(
    int number, UUID tenantId, UUID ownerId, String code, String subject, Instant foundAt) {}
