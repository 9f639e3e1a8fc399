package dev.freehold.console.decisions;

import dev.freehold.web.http.FormBody;
import java.util.Map;

/** What the forms of decisions say. */
final class DecisionForm {

  private DecisionForm() {}

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
