package dev.freehold.console.screen;

import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;

/** The tick that says that somebody means what a form does. */
public final class Sure {

  /** The name of its field. */
  private static final String FIELD = "sure";

  private Sure() {}

  /**
   * Requires the tick.
   *
   * @throws RefusedException if the form comes without it
   */
  public static void require(Visit visit, FormBody form) {
    if (form.field(FIELD).isEmpty()) {
      throw new RefusedException(
          new Problem(422, "not-confirmed", visit.texts().of("layout.not-sure")));
    }
  }
}
