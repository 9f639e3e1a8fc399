package dev.freehold.mail.transfer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Lets messages pass until nothing can succeed any more. A message that is not taken at the moment
 * is tried again with growing pauses; one that shows that none will be taken ends the transfer. So
 * does somebody who stops it. Safe for use by many threads.
 */
final class TransferGate {

  private final TransferPatience patience;
  private final TransferProgress.Listener listener;
  private final CountDownLatch ended = new CountDownLatch(1);

  @GuardedBy("this")
  private Optional<TransferStop> stop = Optional.empty();

  @GuardedBy("this")
  private Duration told = Duration.ZERO;

  TransferGate(TransferPatience patience, TransferProgress.Listener listener) {
    this.patience = patience;
    this.listener = listener;
  }

  /** What is tried: one message, in one attempt. */
  @FunctionalInterface
  interface Attempt {

    /**
     * Tries it.
     *
     * @throws MailSink.RefusedException if it was not done; its reach says what that means
     */
    void run();
  }

  /** Ends the transfer, unless it has ended. */
  synchronized void stop(TransferStop why) {
    if (stop.isEmpty()) {
      stop = Optional.of(why);
      ended.countDown();
    }
  }

  /** Why the transfer ended before its end; empty while it has not. */
  synchronized Optional<TransferStop> stopped() {
    return stop;
  }

  /**
   * Tries until it succeeds, fails for good, or the transfer ends, which {@link #stopped} tells.
   *
   * @throws MailSink.RefusedException if only this message is refused
   */
  void pass(Attempt attempt) {
    ask(
        () -> {
          attempt.run();
          return this;
        });
  }

  /**
   * Asks in the same way until there is an answer; none if the transfer ends.
   *
   * @throws MailSink.RefusedException if only this is refused
   */
  <T> Optional<T> ask(Supplier<T> question) {
    Duration waited = Duration.ZERO;
    Duration delay = TransferPatience.FIRST_DELAY;
    while (stopped().isEmpty()) {
      try {
        T answer = question.get();
        tellAgain();
        return Optional.of(answer);
      } catch (MailSink.RefusedException e) {
        switch (e.reach()) {
          case MESSAGE -> throw e;
          case ALL -> stop(new TransferStop(TransferStop.Kind.REFUSED, e.code(), e.getMessage()));
          case NOW -> {
            if (waited.compareTo(patience.longest()) >= 0) {
              stop(new TransferStop(TransferStop.Kind.UNREACHABLE, e.code(), e.getMessage()));
            } else {
              pause(e, delay);
              waited = waited.plus(delay);
              delay = shorter(delay.multipliedBy(2), TransferPatience.LONGEST_DELAY);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private void pause(MailSink.RefusedException why, Duration delay) {
    tell(why, delay);
    try {
      patience.waiting().await(delay, ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(interrupted());
    }
  }

  /** Somebody stopped the transfer. */
  static TransferStop interrupted() {
    return new TransferStop(
        TransferStop.Kind.INTERRUPTED, "interrupted", "it was stopped before its end");
  }

  /** Many messages wait at once: the first of them to wait longer than any before is told. */
  private synchronized void tell(MailSink.RefusedException why, Duration delay) {
    if (delay.compareTo(told) > 0) {
      told = delay;
      listener.waiting(why.code(), why.getMessage(), delay);
    }
  }

  private synchronized void tellAgain() {
    told = Duration.ZERO;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
