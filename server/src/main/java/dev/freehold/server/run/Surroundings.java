package dev.freehold.server.run;

import dev.freehold.custody.CustodyLimits;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The things that a server takes from its machine, and that a test can replace.
 *
 * @param clock what time it is
 * @param nanoTime how time goes on, as {@link System#nanoTime} says it
 * @param passwordIterations of PBKDF2, for passwords and passphrases that are chosen from now on
 */
public record Surroundings(Clock clock, LongSupplier nanoTime, int passwordIterations) {

  /** A real machine; {@code clock} tells the time. */
  public static Surroundings of(Clock clock) {
    return new Surroundings(clock, System::nanoTime, CustodyLimits.PASSWORD_ITERATIONS);
  }
}
