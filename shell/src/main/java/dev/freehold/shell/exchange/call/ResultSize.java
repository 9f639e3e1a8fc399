package dev.freehold.shell.exchange.call;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.service.Limits;
import dev.freehold.shell.service.ShellProblem;

/** {@code -ResultSize}: the largest number of objects that a list cmdlet returns. */
public final class ResultSize {

  private static final String NAME = "ResultSize";

  private ResultSize() {}

  public static Parameter parameter() {
    return Parameter.any(NAME);
  }

  /** The number; the greatest there is for {@code Unlimited}. */
  public static long of(Bound bound) {
    String text = Text.of(bound.value(NAME)).strip();
    if (text.isEmpty()) {
      return Limits.DEFAULT_RESULTS;
    }
    if (text.equalsIgnoreCase("Unlimited")) {
      return Long.MAX_VALUE;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  /** The warning where there would have been more. */
  public static String more(long limit) {
    return ("There are more results than the %d that are shown. Give -ResultSize a greater number,"
            + " or Unlimited.")
        .formatted(limit);
  }

  private static RuntimeException invalid(String text) {
    return ShellProblem.stop(
        ShellProblem.argument(
            "ResultSizeNotValid",
            "-ResultSize is a number from 1 on or Unlimited, not \"%s\".".formatted(text)));
  }
}
