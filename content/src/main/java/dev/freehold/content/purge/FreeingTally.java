package dev.freehold.content.purge;

/** Counts what a run of the freeing does, and when it has done enough. */
final class FreeingTally {

  private final int maxObjects;
  private long owners;
  private long objects;
  private long bytes;
  private long rows;
  private long failures;

  FreeingTally(int maxObjects) {
    this.maxObjects = maxObjects;
  }

  /** What failed counts too, so that a store in trouble does not hold a run up for ever. */
  int left() {
    return (int) Math.max(0, maxObjects - objects - failures);
  }

  boolean isFull() {
    return left() == 0;
  }

  void owner() {
    owners++;
  }

  long objects(int count, long theirBytes) {
    objects += count;
    bytes += theirBytes;
    return objects;
  }

  void rows(int count) {
    rows += count;
  }

  void failure() {
    failures++;
  }

  FreeingReport report(boolean isDone) {
    return new FreeingReport(owners, objects, bytes, rows, failures, isDone);
  }
}
