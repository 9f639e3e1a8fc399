package dev.freehold.shell.service;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.value.Text;

/** Reads a parameter that says how many results are wanted, in a number or a word for all. */
public final class CountParameter {

  private CountParameter() {}

  /**
   * The number; the greatest there is for {@code noLimit}.
   *
   * @param noLimit the word for all results, in any case
   * @param otherwise how many if the parameter is not given
   */
  public static long of(Bound bound, String parameter, String noLimit, long otherwise) {
    String text = Text.of(bound.value(parameter)).strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.equalsIgnoreCase(noLimit)) {
      return Long.MAX_VALUE;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(text, parameter, noLimit);
    }
    throw invalid(text, parameter, noLimit);
  }

  private static RuntimeException invalid(String text, String parameter, String noLimit) {
    return ShellProblem.stop(
        ShellProblem.argument(
            parameter + "NotValid",
            "-%s is a number from 1 on or %s, not \"%s\".".formatted(parameter, noLimit, text)));
  }
}
