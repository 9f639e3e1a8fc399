package dev.freehold.console.decisions;

import dev.freehold.web.http.FormBody;
import java.util.Map;

/** What the forms of decisions say. */
final class DecisionForm {

  private DecisionForm() {}

  /** The body of a decision, whose comment may be left out. */
  static Map<String, String> comment(FormBody form) {
    String comment = form.text("comment");
    return comment.isEmpty() ? Map.of() : Map.of("comment", comment);
  }
}
