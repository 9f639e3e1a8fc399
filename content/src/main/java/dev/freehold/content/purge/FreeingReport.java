package dev.freehold.content.purge;

/**
 * What one run of the freeing did.
 *
 * @param owners mailboxes and sites of which nothing is left since
 * @param objects objects whose blob and row were removed
 * @param bytes the length of those blobs
 * @param rows other rows that were erased
 * @param failures blobs that could not be removed; the next run tries again
 * @param isDone whether nothing is left to be freed now
 */
public record FreeingReport(
    long owners, long objects, long bytes, long rows, long failures, boolean isDone) {

  /** Tells whether the run freed anything. */
  public boolean hasDone() {
    return owners + objects + rows + failures > 0;
  }
}
