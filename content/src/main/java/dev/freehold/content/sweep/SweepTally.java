package dev.freehold.content.sweep;

/** Counts what a run of the sweeper does. */
final class SweepTally {

  private long blobsSeen;
  private long orphans;
  private long orphanBytes;
  private long released;
  private long releasedBytes;
  private long replaced;
  private long replacedBytes;
  private long temporaries;
  private long failures;
  private boolean finished;
  private boolean held;

  void seen(int blobs) {
    blobsSeen += blobs;
  }

  void orphan(long bytes) {
    orphans++;
    orphanBytes += bytes;
  }

  void released(long bytes) {
    released++;
    releasedBytes += bytes;
  }

  void replaced(long bytes) {
    replaced++;
    replacedBytes += bytes;
  }

  void temporaries(int count) {
    temporaries += count;
  }

  void failure() {
    failures++;
  }

  void finished() {
    finished = true;
  }

  void held() {
    held = true;
  }

  SweepReport report() {
    return new SweepReport(
        blobsSeen,
        orphans,
        orphanBytes,
        released,
        releasedBytes,
        replaced,
        replacedBytes,
        temporaries,
        failures,
        finished,
        held);
  }
}
