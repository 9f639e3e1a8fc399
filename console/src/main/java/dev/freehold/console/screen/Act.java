package dev.freehold.console.screen;

import dev.freehold.web.http.FormBody;

/** What a form does. */
@FunctionalInterface
public interface Act {

  /**
   * Does it.
   *
   * @throws RefusedException if the API refuses it: the page with the form says why
   */
  Outcome act(Visit visit, FormBody form);
}
