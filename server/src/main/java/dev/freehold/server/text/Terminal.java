package dev.freehold.server.text;

import java.io.Console;
import java.util.Optional;

/** Tells whether output goes to a person's terminal. */
public final class Terminal {

  private Terminal() {}

  /** True if standard input and output are a terminal. Java 25 may have no console otherwise. */
  public static boolean isPresent() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
