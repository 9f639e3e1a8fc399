package dev.freehold.powershell.run;

import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsType;
import java.util.Optional;

/** A variable of a scope. */
public final class Variable {

  private final String name;
  private Object value;
  private boolean nothing;
  private Optional<PsType> type = Optional.empty();

  Variable(String name) {
    this.name = name;
  }

  /** Its name in the spelling that it first had. */
  public String name() {
    return name;
  }

  /** Its value; may be null. */
  public Object value() {
    return value;
  }

  /**
   * Tells whether it was set from a command that wrote nothing: null as a value, but no object in a
   * pipeline.
   */
  boolean isNothing() {
    return nothing;
  }

  void set(Object newValue, boolean fromNothing) {
    value = type.isPresent() ? Conversions.convert(newValue, type.get()) : newValue;
    nothing = fromNothing;
  }

  /** From now on it converts what it is set to. */
  void constrain(PsType to) {
    type = Optional.of(to);
  }
}
