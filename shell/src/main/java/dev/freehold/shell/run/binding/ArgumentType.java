package dev.freehold.shell.run.binding;

/** What a parameter takes. */
public interface ArgumentType {

  /** The .NET name, for error texts. */
  String fullName();

  /** Tells whether a value is of the type as it is. */
  boolean accepts(Object value);

  /**
   * Makes a value of the type.
   *
   * @param value anything; null becomes what a cast of null becomes
   * @throws dev.freehold.shell.value.ValueException if that cannot be
   */
  Object convert(Object value);

  /** Tells whether the parameter needs no value. */
  default boolean isSwitch() {
    return false;
  }

  /** Tells whether several values bind together. */
  default boolean isCollection() {
    return false;
  }
}
