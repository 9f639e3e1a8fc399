package dev.freehold.custody.access;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Where and when key access works in the background.
 *
 * @param asking runs the calls to vaults; shut down with key access
 * @param after gives an executor that starts its tasks after a delay
 * @param sweepPeriod how long after one sweep the next follows
 */
record AccessThreads(
    ExecutorService asking, Function<Duration, Executor> after, Duration sweepPeriod) {

  private static final long MIN_SWEEP_MILLIS = 100;

  /** A purge waits a second longer than a lease for the sweep that overwrites its key. */
  private static final long MAX_SWEEP_MILLIS = 500;

  /** Virtual threads and the real time; sweeps are frequent enough for the tries of a renewal. */
  static AccessThreads real(LeaseSettings settings) {
    return new AccessThreads(
        Executors.newVirtualThreadPerTaskExecutor(),
        delay -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS),
        Duration.ofMillis(
            Math.clamp(settings.renewalSpacing().toMillis(), MIN_SWEEP_MILLIS, MAX_SWEEP_MILLIS)));
  }
}
