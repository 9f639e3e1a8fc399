package dev.freehold.powershell.value;

import dev.freehold.powershell.value.Methods.Call;
import dev.freehold.powershell.value.Methods.Result;
import java.time.Duration;
import java.util.Optional;

/** Methods of TimeSpans. */
final class SpanMethods {

  private SpanMethods() {}

  static Optional<Result> invoke(Duration span, Call call) {
    return switch (call.signature()) {
      case "add/1" -> Result.of(Arithmetic.add(span, call.value(0)));
      case "subtract/1" -> Result.of(Arithmetic.subtract(span, call.value(0)));
      case "negate/0" -> Result.of(span.negated());
      case "duration/0" -> Result.of(span.abs());
      default -> Optional.empty();
    };
  }
}
