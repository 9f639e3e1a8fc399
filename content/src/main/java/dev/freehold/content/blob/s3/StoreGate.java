package dev.freehold.content.blob.s3;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.content.ContentLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests to a store through as long as the store lives. When one has waited for {@link
 * ContentLimits#S3_STUCK_MILLIS}, the store is probed. If two probes in a row get no answer, and
 * nobody else hears anything of the store meanwhile, the gate is shut: what waits is given up, and
 * what comes is refused at once. It opens when a probe is answered, or any request.
 *
 * <p>A slow store answers its probes. On a slow line the request that fills it may keep probes from
 * being answered, so one that sends a large body is not given up as long as its bytes are taken.
 *
 * <p>Safe for use by many threads.
 */
final class StoreGate {

  private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);
  private static final long STUCK_NANOS =
      Duration.ofMillis(ContentLimits.S3_STUCK_MILLIS).toNanos();
  private static final long SENDING_STUCK_NANOS =
      Duration.ofMillis(ContentLimits.S3_SENDING_STUCK_MILLIS).toNanos();

  private final BooleanSupplier probe;
  private final Executor probing;
  private final LongSupplier nanoTime;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isProbing = new AtomicBoolean();
  private volatile long aliveAtNanos;
  private volatile boolean shut;

  /** Whether the last probe failed, and no sign of life came while it was waited for. */
  @GuardedBy("this")
  private boolean hasFailed;

  /** When the first probe in a row of such probes began. */
  @GuardedBy("this")
  private long failingSinceNanos;

  /**
   * Lets everything through.
   *
   * @param probe whether the store answers; of bounded time
   * @param probing where probes run
   * @param nanoTime a monotonic clock
   */
  StoreGate(BooleanSupplier probe, Executor probing, LongSupplier nanoTime) {
    this.probe = probe;
    this.probing = probing;
    this.nanoTime = nanoTime;
    this.aliveAtNanos = nanoTime.getAsLong();
  }

  /** Something that waits for the store. */
  final class Waiting {

    private final Runnable giveUp;
    private final boolean isSending;
    private volatile long movedAtNanos = nanoTime.getAsLong();
    private volatile boolean givenUp;

    private Waiting(Runnable giveUp, boolean isSending) {
      this.giveUp = giveUp;
      this.isSending = isSending;
    }

    /** The line to the store has taken something. */
    void moved() {
      movedAtNanos = nanoTime.getAsLong();
    }

    /**
     * It waits no longer.
     *
     * @param hasAnswered whether it has heard something of the store
     */
    void end(boolean hasAnswered) {
      waiting.remove(this);
      if (hasAnswered) {
        alive();
      }
    }

    /** Whether the gate has given it up. */
    boolean isGivenUp() {
      return givenUp;
    }

    private boolean isStuckFor(long nanos) {
      return nanoTime.getAsLong() - movedAtNanos >= nanos;
    }
  }

  /**
   * Begins to wait for the store.
   *
   * @param giveUp makes the one who waits fail, from another thread
   * @param isSending whether a large body is sent
   * @throws IOException if the gate is shut
   */
  Waiting enter(Runnable giveUp, boolean isSending) throws IOException {
    if (shut) {
      throw new IOException("the store answers nobody; it is probed until it does");
    }
    Waiting entered = new Waiting(giveUp, isSending);
    waiting.add(entered);
    return entered;
  }

  /** Probes the store if need be, and gives up what waits at a shut gate. To be called often. */
  void look() {
    if (shut) {
      giveUp();
    }
    if (shut || waiting.stream().anyMatch(one -> one.isStuckFor(STUCK_NANOS))) {
      beginProbe();
    } else {
      forgive();
    }
  }

  private void beginProbe() {
    if (isProbing.compareAndSet(false, true)) {
      try {
        probing.execute(this::probe);
      } catch (RejectedExecutionException closed) {
        isProbing.set(false);
      }
    }
  }

  /** Nobody waits: a probe that failed is not the first of two in a row. */
  private synchronized void forgive() {
    hasFailed = shut;
  }

  private void probe() {
    long begunAt = nanoTime.getAsLong();
    try {
      if (probe.getAsBoolean()) {
        alive();
      } else {
        failed(begunAt);
      }
    } finally {
      isProbing.set(false);
    }
  }

  private void alive() {
    aliveAtNanos = nanoTime.getAsLong();
    if (shut) {
      open();
    }
  }

  private synchronized void open() {
    if (shut) {
      shut = false;
      LOG.info("the S3 store answers again");
    }
    hasFailed = false;
  }

  private void failed(long begunAtNanos) {
    if (isShutBy(begunAtNanos)) {
      giveUp();
    }
  }

  /** Whether the probe that began then and has failed shuts the gate. */
  private synchronized boolean isShutBy(long begunAtNanos) {
    boolean isSecond = hasFailed && aliveAtNanos - failingSinceNanos < 0;
    if (!isSecond) {
      hasFailed = aliveAtNanos - begunAtNanos < 0;
      failingSinceNanos = begunAtNanos;
      return false;
    }
    if (!shut) {
      shut = true;
      LOG.warn("the S3 store answers nobody; requests are refused until it does");
    }
    return true;
  }

  private void giveUp() {
    List<Waiting> hopeless =
        waiting.stream()
            .filter(one -> !one.isSending || one.isStuckFor(SENDING_STUCK_NANOS))
            .toList();
    for (Waiting one : hopeless) {
      if (waiting.remove(one)) {
        one.givenUp = true;
        one.giveUp.run();
      }
    }
  }
}
