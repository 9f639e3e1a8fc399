package dev.freehold.content.purge;

import java.util.UUID;

/**
 * A purge of which nothing is left, and of which nobody was told yet.
 *
 * @param caseId the purge
 * @param objects how many objects were removed
 * @param bytes the length of their blobs
 */
public record FreedPurge(UUID caseId, long objects, long bytes) {}
