package dev.freehold.mailserver;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work of which the server has one thread, such as taking connections: it goes on whatever a round
 * throws, an error too, because nobody would do it afterwards and nothing would say so.
 */
public final class Unending {

  private static final Logger LOG = LoggerFactory.getLogger(Unending.class);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private final String name;
  private final BooleanSupplier goesOn;
  private final Round round;

  private Unending(String name, BooleanSupplier goesOn, Round round) {
    this.name = name;
    this.goesOn = goesOn;
    this.round = round;
  }

  /** What is done again and again; a round waits for what it needs. */
  @FunctionalInterface
  public interface Round {
    /** Does it once. */
    void run() throws IOException, InterruptedException;
  }

  /**
   * Begins on a virtual thread.
   *
   * @param name of the thread, and of the work in the log
   * @param goesOn is asked before each round; false ends the work
   */
  public static void start(String name, BooleanSupplier goesOn, Round round) {
    Thread.ofVirtual().name(name).start(new Unending(name, goesOn, round)::run);
  }

  private void run() {
    try {
      boolean failedBefore = false;
      while (goesOn.getAsBoolean()) {
        failedBefore = failsOnce(failedBefore);
        if (failedBefore) {
          Thread.sleep(AFTER_FAILURE);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs one round and tells whether it failed; of failures in a row the log has the first. */
  private boolean failsOnce(boolean failedBefore) throws InterruptedException {
    try {
      round.run();
      return false;
    } catch (IOException | RuntimeException | Error failed) {
      if (!failedBefore && goesOn.getAsBoolean()) {
        LOG.warn("{} failed and goes on", name, failed);
      }
      return true;
    }
  }
}
