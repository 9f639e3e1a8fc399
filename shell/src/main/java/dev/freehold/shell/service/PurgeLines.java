package dev.freehold.shell.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A purge as the server shows it, in lines: what is done, and what comes next. */
public final class PurgeLines {

  private PurgeLines() {}

  /** Each step with a mark where it is done, then the lines of {@link #next}. */
  public static List<String> of(JsonNode purge) {
    List<String> lines = new ArrayList<>();
    for (JsonNode mark : AnswerJson.list(purge, "checklist")) {
      lines.add(
          (AnswerJson.flag(mark, "done") ? "[x] " : "[ ] ")
              + AnswerJson.text(mark, "text").orElse(""));
    }
    lines.addAll(next(purge.path("next")));
    return lines;
  }

  /** Whose turn it is, what they do, and the commands for it. */
  public static List<String> next(JsonNode step) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "next, %s: %s"
            .formatted(
                AnswerJson.text(step, "who").orElse(""), AnswerJson.text(step, "what").orElse("")));
    AnswerJson.texts(step, "commands").forEach(command -> lines.add("  " + command));
    return lines;
  }
}
