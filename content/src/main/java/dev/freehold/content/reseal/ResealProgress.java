package dev.freehold.content.reseal;

import dev.freehold.content.ContentLimits;
import dev.freehold.custody.jobs.JobStep;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts the bytes that a step moves. During a large object it commits the count from time to time,
 * without any item: that keeps the shard, lets the throttle wait, and notices a pause.
 */
final class ResealProgress {

  private static final long INTERVAL_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ContentLimits.RESEAL_HEARTBEAT_MILLIS);

  private final JobStep step;
  private final LongSupplier nanoTime;
  private long committedAtNanos;
  private long bytes;

  ResealProgress(JobStep step, LongSupplier nanoTime) {
    this.step = step;
    this.nanoTime = nanoTime;
    this.committedAtNanos = nanoTime.getAsLong();
  }

  /** The bytes that were counted and not yet committed. */
  long takeBytes() {
    long taken = bytes;
    bytes = 0;
    return taken;
  }

  InputStream count(InputStream plaintext) {
    return new FilterInputStream(plaintext) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        bytes += Math.max(count, 0);
        commitIfDue();
        return count;
      }
    };
  }

  private void commitIfDue() {
    if (nanoTime.getAsLong() - committedAtNanos >= INTERVAL_NANOS) {
      step.commit(step.position(), 0, takeBytes(), tx -> null);
      committedAtNanos = nanoTime.getAsLong();
    }
  }
}
