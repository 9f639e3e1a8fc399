package dev.freehold.console.screen;

/** A page that is read. */
@FunctionalInterface
public interface Screen {

  /**
   * Shows it.
   *
   * @throws RefusedException if the API refuses what the page needs
   */
  View show(Visit visit);
}
