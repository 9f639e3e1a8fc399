package dev.freehold.powershell.terminal;

import dev.freehold.powershell.format.LineOutput;

/** Where lines of objects are shown. */
interface Pages {

  /** Lines one after the other, without a stop. */
  LineOutput lines();

  /**
   * Lines that stop after each page until a key is pressed; without a terminal they do not stop.
   *
   * @param end run when the user wants no more; it throws what ends the pipeline
   */
  LineOutput paged(Runnable end);

  /** Clears the screen, if there is one. */
  void clear();
}
