package dev.freehold.shell.exchange.call;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.service.CountParameter;
import dev.freehold.shell.service.Limits;

/** {@code -ResultSize}: the largest number of objects that a list cmdlet returns. */
public final class ResultSize {

  private static final String NAME = "ResultSize";

  private ResultSize() {}

  public static Parameter parameter() {
    return Parameter.any(NAME);
  }

  /** The number; the greatest there is for {@code Unlimited}. */
  public static long of(Bound bound) {
    return CountParameter.of(bound, NAME, "Unlimited", Limits.DEFAULT_RESULTS);
  }

  /** The warning where there would have been more. */
  public static String more(long limit) {
    return ("There are more results than the %d that are shown. Give -ResultSize a greater number,"
            + " or Unlimited.")
        .formatted(limit);
  }
}
