package dev.freehold.console.screen;

/** A page that is read. */
@FunctionalInterface
public interface ConsolePage {

  /**
   * Shows it.
   *
   * @throws RefusedException if the API refuses what the page needs
   */
  PageView show(Visit visit);
}
