package dev.freehold.mailserver.imap;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/** One command that runs, on whatever threads. Thread-safe. */
final class Execution extends BaseSubscriber<Void> {

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean isCancelled;
  private volatile Optional<Throwable> failure = Optional.empty();

  @Override
  protected void hookOnError(Throwable error) {
    failure = Optional.of(error);
  }

  @Override
  protected void hookOnCancel() {
    isCancelled = true;
  }

  @Override
  protected void hookFinally(SignalType end) {
    ended.countDown();
  }

  /**
   * Returns when the command has ended.
   *
   * @throws SocketException if it was cancelled, because the client is gone
   */
  void await() throws InterruptedIOException, SocketException {
    try {
      ended.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      cancel();
      throw new InterruptedIOException("the server stops");
    }
    if (isCancelled) {
      throw new SocketException("the client is gone");
    }
    failure.ifPresent(Execution::rethrow);
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException("a command failed", failure);
    }
  }
}
