package dev.freehold.files.s3;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for bodies that are held whole before anybody knows who sent them. The number of those
 * that have some or wait for some is bounded too, to half of all requests, so that senders without
 * a key cannot keep out those who have one. Thread-safe.
 */
final class BodyMemory {

  private final int maxBytes;
  private final Semaphore bytes;
  private final Semaphore bodies;

  BodyMemory(int maxBytes, int maxBodies) {
    this.maxBytes = maxBytes;
    bytes = new Semaphore(maxBytes, true);
    bodies = new Semaphore(maxBodies);
  }

  /**
   * Takes memory, waiting for it if need be; close to give it back. Who wants more than there is
   * waits for all of it.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code SlowDown} if too
   *     many hold or want some, or there was none for too long
   */
  Share take(int wantedBytes) {
    if (wantedBytes == 0) {
      return () -> {};
    }
    int takenBytes = Math.min(wantedBytes, maxBytes);
    try {
      if (bodies.tryAcquire()) {
        if (bytes.tryAcquire(takenBytes, S3Limits.BUFFER_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
          return () -> {
            bytes.release(takenBytes);
            bodies.release();
          };
        }
        bodies.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw Failures.of(
        ErrorCode.SLOW_DOWN, "too many signed bodies are on their way; try again, or stream them");
  }

  /** Memory that is taken. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
