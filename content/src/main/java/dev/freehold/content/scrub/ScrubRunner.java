package dev.freehold.content.scrub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs scrubs in the background, on its own thread. Safe for use by many threads; close it before
 * the stores that it reads.
 */
public final class ScrubRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScrubRunner.class);
  private static final Duration LAST_STEP_MAY_TAKE = Duration.ofSeconds(10);

  private final Scrub scrub;
  private final Clock clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().name("scrub").daemon().unstarted(work));

  /** Does runs of {@code scrub}. */
  public ScrubRunner(Scrub scrub, Clock clock) {
    this.scrub = scrub;
    this.clock = clock;
  }

  /**
   * Begins a run and returns at once.
   *
   * @param readsContent whether every object is read to its end, too
   * @return empty if one is under way already, on this node or another
   */
  public Optional<ScrubState> start(boolean readsContent) {
    Optional<ScrubState> begun = scrub.begin(readsContent);
    begun.ifPresent(run -> thread.execute(() -> run(run)));
    return begun;
  }

  /** Begins a run, without reading content, if the last one began so long ago or there was none. */
  public void startIfDue(Duration interval) {
    Instant now = clock.instant();
    boolean isDue = scrub.last().map(last -> last.isOlderThan(interval, now)).orElse(true);
    if (isDue) {
      start(false);
    }
  }

  private void run(ScrubState begun) {
    try {
      scrub.run(begun).ifPresent(ended -> LOG.info("scrub: {}", ended));
    } catch (RuntimeException failed) {
      LOG.error("the scrub stopped early; it starts again when it is due or requested", failed);
    }
  }

  /** The last run, which may be under way; empty if there was none. */
  public Optional<ScrubState> last() {
    return scrub.last();
  }

  /** Whether a run that has not ended does not go on either: its node has been silent too long. */
  public boolean isBrokenOff(ScrubState run) {
    return run.endedAt().isEmpty() && !run.isUnderWay(clock.instant());
  }

  /** As {@link Scrub#findings}. */
  public List<ScrubFinding> findings(int after, int max) {
    return scrub.findings(after, max);
  }

  /** Breaks off a run that is under way. */
  @Override
  public void close() {
    scrub.close();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_STEP_MAY_TAKE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
