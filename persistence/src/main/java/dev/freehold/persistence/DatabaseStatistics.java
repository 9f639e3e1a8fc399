package dev.freehold.persistence;

/**
 * Counts since the database was opened.
 *
 * @param writes transactions acknowledged to callers of {@link Database#write}
 * @param commits commits made for them; fewer than {@code writes} where writers shared one
 * @param waitingWrites writers that wait for their turn now
 */
public record DatabaseStatistics(long writes, long commits, int waitingWrites) {}
