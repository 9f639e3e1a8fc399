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

  /** Shows what it keeps back for a moment, so that what comes next stands below it. */
  default void release() {}

  /** Ends what was begun, and shows what it keeps back, if it shows values. */
  default void flush() {}
}
