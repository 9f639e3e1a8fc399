package dev.freehold.console.screen;

import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;

/** What somebody types or ticks to say that they mean it. */
public final class FormConfirmation {

  /** The field of the form. */
  public static final String FIELD = "confirm";

  private static final String TICK = "sure";

  private FormConfirmation() {}

  /**
   * Checks that the box was ticked.
   *
   * @throws RefusedException if not
   */
  public static void requireTicked(Visit visit, FormBody form) {
    if (!isTicked(form)) {
      throw new RefusedException(
          new Problem(400, "not-confirmed", visit.texts().of("confirm.not-ticked")));
    }
  }

  /**
   * Checks that the person signed in a short while ago, before what destroys or grants at a vault.
   *
   * @throws RefusedException if not
   */
  public static void requireFresh(Visit visit) {
    visit
        .api()
        .needsSignIn()
        .ifPresent(
            problem -> {
              throw new RefusedException(problem);
            });
  }

  /** Whether the box was ticked. */
  public static boolean isTicked(FormBody form) {
    return form.field(TICK).isPresent();
  }

  /**
   * Checks that {@code expected} was typed.
   *
   * @throws RefusedException if not
   */
  public static void require(Visit visit, FormBody form, String expected) {
    String typed = form.text(FIELD);
    if (!typed.equals(expected.strip())) {
      throw new RefusedException(
          new Problem(400, "not-confirmed", visit.texts().of("confirm.differs", expected)));
    }
  }
}
