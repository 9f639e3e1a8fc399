package dev.freehold.custody.purge;

import java.time.Instant;
import org.jdbi.v3.core.mapper.PropagateNull;

/**
 * The report that a purge's rows and blobs have all been deleted.
 *
 * @param at when the last of it was removed
 * @param objects how many blobs were deleted with their rows
 * @param bytes the length of those blobs
 */
public record FreedContent(@PropagateNull Instant at, long objects, long bytes) {}
