package dev.freehold.custody.roots;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of vaults that end within a time. Each runs on a thread of its own that is interrupted when
 * its time is over. The SDK's own time limits are for each try and each read, so a vault that drips
 * its answer, or asks for a retry in a minute, would exceed them. Thread-safe.
 */
final class TimedCalls {

  private final ExecutorService threads;
  private final Duration timeout;

  TimedCalls(ExecutorService threads, Duration timeout) {
    this.threads = threads;
    this.timeout = timeout;
  }

  /**
   * What the call came to; a failure if its time is over or the caller is interrupted. A key that
   * comes after that is overwritten.
   */
  <T> RootAnswer<T> within(Callable<RootAnswer<T>> work) {
    CompletableFuture<RootAnswer<T>> answer = new CompletableFuture<>();
    Future<?> running = threads.submit(() -> run(work, answer));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return giveUp(running, answer, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(running, answer, e);
    }
  }

  private static <T> void run(
      Callable<RootAnswer<T>> work, CompletableFuture<RootAnswer<T>> answer) {
    RootAnswer<T> came = answer(work);
    if (!answer.complete(came) && came instanceof Given<?>(Key256 key)) {
      key.close();
    }
  }

  private static <T> RootAnswer<T> answer(Callable<RootAnswer<T>> work) {
    try {
      return work.call();
    } catch (Throwable e) {
      return new NotGiven<>(FailureClassifier.classify(e));
    }
  }

  /** What has come in the same moment counts. */
  private static <T> RootAnswer<T> giveUp(
      Future<?> running, CompletableFuture<RootAnswer<T>> answer, Exception why) {
    running.cancel(true);
    answer.complete(new NotGiven<>(FailureClassifier.classify(why)));
    return answer.join();
  }
}
