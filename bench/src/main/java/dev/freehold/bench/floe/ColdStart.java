package dev.freehold.bench.floe;

import java.io.ByteArrayInputStream;
import java.util.Locale;

/**
 * Seals and opens the sample once in a fresh JVM and prints {@code contestant seal-ms open-ms
 * total-ms}; the total counts from loading the library on.
 */
public final class ColdStart {

  private static final double NANOS_PER_MILLI = 1e6;

  private ColdStart() {}

  /** Takes the name of one contestant. */
  public static void main(String[] arguments) throws Exception {
    Contestants contestant = Contestants.valueOf(arguments[0]);
    byte[] plaintext = Sample.plaintext();
    ArraySink sealed = Sample.sink();
    ArraySink opened = Sample.sink();
    long start = System.nanoTime();
    Contestant running = contestant.create();
    running.seal(new ByteArrayInputStream(plaintext), sealed);
    long sealedAt = System.nanoTime();
    running.open(sealed.asInput(), opened);
    long openedAt = System.nanoTime();
    if (!opened.holds(plaintext)) {
      throw new IllegalStateException(contestant + " did not give back what it was given");
    }
    System.out.printf(
        Locale.ROOT,
        "%s %.0f %.0f %.0f%n",
        contestant,
        (sealedAt - start) / NANOS_PER_MILLI,
        (openedAt - sealedAt) / NANOS_PER_MILLI,
        (openedAt - start) / NANOS_PER_MILLI);
  }
}
