package dev.freehold.powershell.run;

/** Takes values one by one. */
@FunctionalInterface
public interface Sink {

  /**
   * Takes a value.
   *
   * @param value may be null
   */
  void accept(Object value);

  /** Shows what it keeps back, if it shows values. */
  default void flush() {}
}
