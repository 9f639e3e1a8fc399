package dev.freehold.content.sweep;

/**
 * What one run of the sweeper did.
 *
 * @param blobsSeen blobs held against the database
 * @param orphansRemoved blobs without a row that were removed
 * @param orphanBytesRemoved their length
 * @param releasedRemoved released objects whose blob and row were removed
 * @param releasedBytesRemoved the length of their blobs
 * @param replacedRemoved blobs that another one took the place of and that were removed
 * @param replacedBytesRemoved their length
 * @param temporariesRemoved what crashed writers had left
 * @param failures blobs that could not be removed; the next run tries again
 * @param finished whether the walk reached the last blob; the next run then begins anew
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
