package dev.freehold.console.frame;

import java.util.Optional;

/**
 * How to do by other means what a page does.
 *
 * @param command the line of the shell, if there is one
 * @param call the request of the API
 */
public record Recipe(Optional<String> command, String call) {

  /** What both ways can do. */
  public static Recipe of(String command, String call) {
    return new Recipe(Optional.of(command), call);
  }

  /** What only the API can do. */
  public static Recipe ofCall(String call) {
    return new Recipe(Optional.empty(), call);
  }
}
