package dev.freehold.custody.access;

import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OpenablePolicy;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Asks both roots of a policy of files: the first at once, the second after a delay, or at once
 * when the first fails. The first right answer counts; the call it overtook is interrupted, and
 * recorded as such (customer-key reference, section 2.3). An asking holds two threads at most, and
 * the vaults bound how long.
 */
final class HedgedAsker {

  private final RootCall call;
  private final ExecutorService threads;
  private final Function<Duration, Executor> after;
  private final Duration delay;
  private final LongSupplier nanoTime;

  /**
   * Prepares to ask.
   *
   * @param after gives an executor that starts its tasks after a delay
   */
  HedgedAsker(
      RootCall call,
      ExecutorService threads,
      Function<Duration, Executor> after,
      Duration delay,
      LongSupplier nanoTime) {
    this.call = call;
    this.threads = threads;
    this.after = after;
    this.delay = delay;
    this.nanoTime = nanoTime;
  }

  Verdict ask(OpenablePolicy policy, Requester requester) {
    RootRace race = new RootRace(call, threads, policy, requester, nanoTime);
    race.start(0);
    after.apply(delay).execute(() -> race.start(1));
    return race.await();
  }
}
