package dev.freehold.custody.purge;

import java.time.Instant;

/**
 * That nothing is left of what a purge has made unreadable: rows and blobs are gone.
 *
 * @param at when the last of it was removed
 * @param objects how many blobs with their rows were removed
 * @param bytes the length of those blobs
 */
public record FreedContent(Instant at, long objects, long bytes) {}
