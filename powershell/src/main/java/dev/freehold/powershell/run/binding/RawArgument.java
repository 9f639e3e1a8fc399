package dev.freehold.powershell.run.binding;

import java.util.Optional;

/**
 * An argument before it is bound.
 *
 * @param name of the parameter as it was written; empty for one without a name
 * @param given whether there is a value: always for an argument without a name, else only after a
 *     colon
 * @param value may be null
 * @param written the script's spelling of a number, for where a string is wanted
 */
public record RawArgument(
    Optional<String> name, boolean given, Object value, Optional<String> written) {

  /** An argument without a name. */
  public static RawArgument positional(Object value, Optional<String> written) {
    return new RawArgument(Optional.empty(), true, value, written);
  }

  /** A parameter's name; its value may follow. */
  public static RawArgument named(String name) {
    return new RawArgument(Optional.of(name), false, null, Optional.empty());
  }

  /** A parameter's name with its value. */
  public static RawArgument named(String name, Object value, Optional<String> written) {
    return new RawArgument(Optional.of(name), true, value, written);
  }
}
