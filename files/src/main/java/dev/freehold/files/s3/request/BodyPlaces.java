package dev.freehold.files.s3.request;

import dev.freehold.web.WebLimits;
import dev.freehold.web.http.BodyMemory;
import java.util.concurrent.Semaphore;

/**
 * Memory for bodies that are held whole before anybody knows who sent them. The number of those
 * that have some or wait for some is bounded too, so that senders without a key cannot keep out
 * those who have one. Thread-safe.
 */
public final class BodyPlaces {

  private final BodyMemory memory;
  private final Semaphore bodies;

  /** Takes memory from {@code memory} for at most {@code maxBodies} bodies at a time. */
  public BodyPlaces(BodyMemory memory, int maxBodies) {
    this.memory = memory;
    this.bodies = new Semaphore(maxBodies);
  }

  /**
   * Takes memory, waiting for it if need be; close to give it back.
   *
   * @param network where the body comes from
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code SlowDown} if too
   *     many hold or want some, or there was none for too long
   */
  public Share take(String network, int bytes) {
    if (bytes == 0) {
      return () -> {};
    }
    try {
      if (bodies.tryAcquire()) {
        if (memory.take(network, bytes, WebLimits.MAX_MEMORY_WAIT)) {
          return () -> {
            memory.give(network, bytes);
            bodies.release();
          };
        }
        bodies.release();
      }
    } catch (InterruptedException stopped) {
      bodies.release();
      Thread.currentThread().interrupt();
    }
    throw S3Failures.of(
        ErrorCode.SLOW_DOWN, "too many signed bodies are on their way; try again, or stream them");
  }

  /** Memory that is taken. */
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
