package dev.freehold.powershell.value;

import dev.freehold.powershell.value.Methods.Call;
import dev.freehold.powershell.value.Methods.Result;
import dev.freehold.powershell.value.scalar.Dates;
import dev.freehold.powershell.value.scalar.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Methods of DateTimes. The shell's clock is UTC, so changes of zone change nothing. */
final class DateMethods {

  private static final double MILLIS_PER_SECOND = 1000;

  private DateMethods() {}

  static Optional<Result> invoke(Instant date, Call call) {
    if (call.count() == 0) {
      return withNone(date, call);
    }
    if (call.count() > 1) {
      return Optional.empty();
    }
    return switch (call.name()) {
      case "addyears" -> moved(date, from -> from.plusYears(call.number(0)));
      case "addmonths" -> moved(date, from -> from.plusMonths(call.number(0)));
      case "adddays" -> moved(date, from -> from.plus(span(call, Duration.ofDays(1))));
      case "addhours" -> moved(date, from -> from.plus(span(call, Duration.ofHours(1))));
      case "addminutes" -> moved(date, from -> from.plus(span(call, Duration.ofMinutes(1))));
      case "addseconds" -> moved(date, from -> from.plus(span(call, Duration.ofSeconds(1))));
      case "addmilliseconds" -> moved(date, from -> from.plus(span(call, Duration.ofMillis(1))));
      case "addticks" ->
          moved(
              date,
              from ->
                  from.plus(
                      Ticks.toDuration((Long) Conversions.convert(call.value(0), PsKind.LONG))));
      case "add" -> Result.of(Arithmetic.add(date, call.value(0)));
      case "subtract" -> Result.of(Arithmetic.subtract(date, call.value(0)));
      default -> Optional.empty();
    };
  }

  private static Optional<Result> withNone(Instant date, Call call) {
    return switch (call.name()) {
      case "touniversaltime", "tolocaltime" -> Result.of(date);
      case "toshortdatestring" -> Result.of(Formatted.of(date, "d"));
      case "tolongdatestring" -> Result.of(Formatted.of(date, "D"));
      case "toshorttimestring" -> Result.of(Formatted.of(date, "t"));
      case "tolongtimestring" -> Result.of(Formatted.of(date, "T"));
      default -> Optional.empty();
    };
  }

  private static Optional<Result> moved(Instant date, UnaryOperator<LocalDateTime> move) {
    return Result.of(Dates.moved(date, move));
  }

  /** A count of units, to the millisecond. */
  private static Duration span(Call call, Duration unit) {
    return Duration.ofMillis(
        Math.round(call.real(0) * (unit.toMillis() / MILLIS_PER_SECOND) * MILLIS_PER_SECOND));
  }
}
