package dev.freehold.shell.migration;

import dev.freehold.powershell.run.binding.ArgumentType;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;

/** A time, or null to take back the one that was set. */
final class TimeOrNullType implements ArgumentType {

  private final ArgumentType time = Parameter.of("time", PsKind.DATE).type();

  @Override
  public String fullName() {
    return time.fullName();
  }

  @Override
  public boolean accepts(Object value) {
    return time.accepts(value);
  }

  @Override
  public Object convert(Object value) {
    return value == null ? null : time.convert(value);
  }
}
