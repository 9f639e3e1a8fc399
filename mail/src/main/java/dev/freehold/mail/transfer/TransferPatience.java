package dev.freehold.mail.transfer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long a transfer waits while the other side does not answer or takes nothing at the moment.
 * Between attempts it waits a second, then twice as long each time, up to half a minute.
 *
 * @param longest how long it waits for one message in all; zero to stop at once
 * @param waiting how it waits
 */
public record TransferPatience(Duration longest, Waiting waiting) {

  /** Does not wait. */
  public static final TransferPatience NONE = of(Duration.ZERO);

  static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  /** Waits by the clock. */
  public static TransferPatience of(Duration longest) {
    return new TransferPatience(
        longest, (delay, ended) -> ended.await(delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Waits. */
  @FunctionalInterface
  public interface Waiting {

    /**
     * Waits for {@code delay}, or until the transfer has ended.
     *
     * @return true if it has ended
     */
    boolean await(Duration delay, CountDownLatch ended) throws InterruptedException;
  }
}
