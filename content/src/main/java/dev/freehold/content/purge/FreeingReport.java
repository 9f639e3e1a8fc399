package dev.freehold.content.purge;

/**
 * What one run deleted of purged content.
 *
 * @param owners mailboxes and sites of which nothing is left since this run
 * @param objects objects whose blob and row were removed
 * @param bytes the length of those blobs
 * @param rows other rows that were erased
 * @param failures blobs that could not be removed; the next run tries again
 * @param isDone whether nothing is left to delete
 */
public record FreeingReport(
    long owners, long objects, long bytes, long rows, long failures, boolean isDone) {

  /** Tells whether the run freed anything. */
  public boolean hasDone() {
    return owners + objects + rows + failures > 0;
  }
}
