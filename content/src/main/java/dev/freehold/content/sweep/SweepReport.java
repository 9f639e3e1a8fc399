package dev.freehold.content.sweep;

/**
 * What one run of the sweeper did.
 *
 * @param blobsSeen blobs that were compared with the database
 * @param orphansRemoved blobs without a row that were removed
 * @param orphanBytesRemoved their length
 * @param releasedRemoved released objects whose blob and row were removed
 * @param releasedBytesRemoved the length of their blobs
 * @param replacedRemoved replaced blobs that were deleted
 * @param replacedBytesRemoved their length
 * @param temporariesRemoved temporary files that crashed writers had left
 * @param failures blobs that could not be removed; the next run tries again
 * @param finished whether the sweep reached the last blob; the next run then starts again at the
 *     first
 * @param held whether the run stopped because too many blobs had no row, which looks like a lost or
 *     wrong database and not like orphans; nothing of that page was removed
 */
public record SweepReport(
    long blobsSeen,
    long orphansRemoved,
    long orphanBytesRemoved,
    long releasedRemoved,
    long releasedBytesRemoved,
    long replacedRemoved,
    long replacedBytesRemoved,
    long temporariesRemoved,
    long failures,
    boolean finished,
    boolean held) {}
