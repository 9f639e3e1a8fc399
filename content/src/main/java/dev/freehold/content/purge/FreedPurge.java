package dev.freehold.content.purge;

import java.util.UUID;

/**
 * A purge whose content has been deleted completely, which has not been reported yet.
 *
 * @param caseId the purge
 * @param objects how many objects were removed
 * @param bytes the length of their blobs
 */
public record FreedPurge(UUID caseId, long objects, long bytes) {}
