package dev.freehold.custody.access;

import dev.freehold.custody.locks.Silence;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the roots of a policy will have answered, and how long callers wait for it. A silent root
 * keeps nobody longer than patience with it lasts if its silence is known or says nothing new: then
 * what was heard counts, until both roots have answered. Safe for use by many threads.
 */
final class AwaitedVerdict {

  private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

  /** The verdict or, while the policy is locked, what it comes to unless the other root agrees. */
  private final CompletableFuture<Verdict> enough = new CompletableFuture<>();

  private volatile Verdict.Failed half;

  /** A verdict that is there already. */
  static AwaitedVerdict ended(Verdict verdict) {
    AwaitedVerdict over = new AwaitedVerdict();
    over.end(verdict);
    return over;
  }

  /** One root has failed: what the verdict is if nothing is heard of the other. */
  void hear(Verdict.Failed ifSilent) {
    half = ifSilent;
    if (ifSilent.silence() == Silence.LOCKED) {
      enough.complete(ifSilent);
    }
  }

  void end(Verdict outcome) {
    verdict.complete(outcome);
    enough.complete(outcome);
  }

  void fail(Throwable cause) {
    verdict.completeExceptionally(cause);
    enough.completeExceptionally(cause);
  }

  /**
   * Waits for what counts for one caller.
   *
   * @param before the verdict before this one, if a root was silent in it
   */
  Verdict await(RootTimeouts timeouts, Optional<Verdict.Failed> before) {
    Duration patience = timeouts.silencePatience();
    Duration rest = timeouts.openTimeout().minus(patience);
    Optional<Verdict> soon = within(rest.isPositive() ? patience : timeouts.openTimeout(), verdict);
    if (soon.isPresent()) {
      return soon.get();
    }
    if (before.isPresent()) {
      return Optional.ofNullable(half).orElse(before.get());
    }
    return within(rest, enough).orElseThrow(KeyRefusals::tooSlow);
  }

  private static Optional<Verdict> within(Duration wait, CompletableFuture<Verdict> awaited) {
    try {
      return Optional.of(awaited.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KeyRefusals.tooSlow();
    } catch (ExecutionException e) {
      throw KeyRefusals.rethrown(e);
    }
  }
}
