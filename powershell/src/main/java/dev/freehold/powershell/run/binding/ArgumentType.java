package dev.freehold.powershell.run.binding;

import java.util.List;

/** The type of a parameter. */
public interface ArgumentType {

  /** The .NET name, for error texts. */
  String fullName();

  /** Tells whether a value is of the type as it is. */
  boolean accepts(Object value);

  /**
   * Makes a value of the type.
   *
   * @param value anything; null becomes what a cast of null becomes
   * @throws dev.freehold.powershell.value.scalar.ValueException if that cannot be
   */
  Object convert(Object value);

  /** Tells whether the parameter needs no value. */
  default boolean isSwitch() {
    return false;
  }

  /** What may be written for a value, for completion; empty if that cannot be listed. */
  default List<String> choices() {
    return List.of();
  }

  /** Tells whether several values bind together. */
  default boolean isCollection() {
    return false;
  }
}
