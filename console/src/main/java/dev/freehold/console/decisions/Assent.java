package dev.freehold.console.decisions;

import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.Map;

/** What somebody ticks or types before something happens that others will feel. */
final class Assent {

  private static final String FIELD = "sure";

  private Assent() {}

  /** Refuses a form whose box is not ticked. */
  static void requireTicked(Visit visit, FormBody form) {
    if (form.field(FIELD).isEmpty()) {
      throw refused(visit.texts().of("sure.not-ticked"));
    }
  }

  /** Refuses a form in which another name was typed. */
  static void requireTyped(Visit visit, FormBody form, String name) {
    if (!text(form, FIELD).equals(name)) {
      throw refused(visit.texts().of("sure.other-name", name));
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(new Problem(400, "not-confirmed", detail));
  }

  /** A field's text, empty if it is not there. */
  static String text(FormBody form, String field) {
    return form.field(field).orElse("").strip();
  }

  /** The body of a decision, whose comment may be left out. */
  static Map<String, String> comment(FormBody form) {
    String comment = text(form, "comment");
    return comment.isEmpty() ? Map.of() : Map.of("comment", comment);
  }
}
