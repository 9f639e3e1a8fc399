package dev.freehold.powershell.run;

import java.util.List;

/** An object of the engine itself, with properties and methods that act on what runs. */
interface Callable {

  /** A property by its name in any case; null if there is none. */
  Object property(String name);

  /**
   * Calls a method by its name in any case.
   *
   * @throws dev.freehold.powershell.run.error.ShellException if there is none, or what it raises
   */
  Object invoke(String name, List<Object> arguments);
}
