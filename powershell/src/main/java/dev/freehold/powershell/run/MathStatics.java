package dev.freehold.powershell.run;

import dev.freehold.powershell.value.Arithmetic;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Relation;
import dev.freehold.powershell.value.Truth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** {@code [math]}. */
final class MathStatics {

  private MathStatics() {}

  static Object invoke(String name, List<Object> arguments) {
    String call = Scope.fold(name) + "/" + arguments.size();
    double first =
        arguments.isEmpty() ? 0 : (Double) Conversions.convert(arguments.getFirst(), PsKind.DOUBLE);
    return switch (call) {
      case "round/1" -> Math.rint(first);
      case "round/2" -> rounded(first, arguments.get(1));
      case "floor/1" -> Math.floor(first);
      case "ceiling/1" -> Math.ceil(first);
      case "truncate/1" -> first < 0 ? Math.ceil(first) : Math.floor(first);
      case "sqrt/1" -> Math.sqrt(first);
      case "abs/1" -> Math.signum(first) < 0 ? negated(arguments) : arguments.getFirst();
      case "max/2" -> larger(arguments) ? arguments.getFirst() : arguments.get(1);
      case "min/2" -> larger(arguments) ? arguments.get(1) : arguments.getFirst();
      case "pow/2" ->
          Math.pow(first, (Double) Conversions.convert(arguments.get(1), PsKind.DOUBLE));
      default -> throw Statics.noMethod("System.Math", name);
    };
  }

  private static Object negated(List<Object> arguments) {
    return Arithmetic.negate(arguments.getFirst());
  }

  private static boolean larger(List<Object> arguments) {
    return Truth.of(Relation.GT.test(arguments.getFirst(), arguments.get(1), false));
  }

  private static double rounded(double value, Object digits) {
    int places = (Integer) Conversions.convert(digits, PsKind.INT);
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
  }
}
