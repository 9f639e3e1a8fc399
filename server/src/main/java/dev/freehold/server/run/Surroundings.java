package dev.freehold.server.run;

import dev.freehold.custody.CustodyLimits;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Clocks and other things that a server takes from its machine, and that a test can replace.
 *
 * @param clock the present time
 * @param nanoTime elapsed time, as {@link System#nanoTime} tells it
 * @param passwordIterations iterations of PBKDF2, for passwords and passphrases that are chosen
 *     from now on
 */
public record Surroundings(Clock clock, LongSupplier nanoTime, int passwordIterations) {

  /** A real machine; {@code clock} tells the time. */
  public static Surroundings of(Clock clock) {
    return new Surroundings(clock, System::nanoTime, CustodyLimits.PASSWORD_ITERATIONS);
  }
}
