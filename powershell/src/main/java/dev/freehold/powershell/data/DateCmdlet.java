package dev.freehold.powershell.data;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.EnumMap;
import java.util.Map;

/** Get-Date. */
final class DateCmdlet {

  private static final Map<String, ChronoField> PARTS =
      Map.of(
          "Year", ChronoField.YEAR,
          "Month", ChronoField.MONTH_OF_YEAR,
          "Day", ChronoField.DAY_OF_MONTH,
          "Hour", ChronoField.HOUR_OF_DAY,
          "Minute", ChronoField.MINUTE_OF_HOUR,
          "Second", ChronoField.SECOND_OF_MINUTE,
          "Millisecond", ChronoField.MILLI_OF_SECOND);

  private final DataHost host;

  DateCmdlet(DataHost host) {
    this.host = host;
  }

  CmdletInfo info() {
    return CmdletInfo.named("Get-Date")
        .module(Arguments.UTILITY)
        .synopsis("Shows the current date and time, or the given one, in UTC.")
        .with(
            Parameter.of("Date", PsKind.DATE).alias("LastWriteTime").at(0).byValue(),
            part("Year", 1, 9999),
            part("Month", 1, 12),
            part("Day", 1, 31),
            part("Hour", 0, 23),
            part("Minute", 0, 59),
            part("Second", 0, 59),
            part("Millisecond", 0, 999),
            Parameter.text("Format"),
            Parameter.text("DisplayHint"),
            Parameter.flag("AsUTC"))
        .writes(PsKind.DATE.fullName())
        .does(() -> this::process);
  }

  private static Parameter part(String name, int least, int most) {
    return Parameter.of(name, PsKind.INT).valid(Validation.range(least, most));
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    Instant date = bound.value("Date") instanceof Instant given ? given : host.now();
    Map<ChronoField, Integer> parts = new EnumMap<>(ChronoField.class);
    PARTS.forEach(
        (name, field) -> {
          if (bound.value(name) instanceof Integer value) {
            parts.put(field, value);
          }
        });
    call.write(new DateRequest(date, parts, bound.text("Format").orElse("")).answer());
  }
}
