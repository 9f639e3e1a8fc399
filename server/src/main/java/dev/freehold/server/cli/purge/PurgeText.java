package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.text.PrintableText;
import dev.freehold.shell.service.PurgeLines;
import java.util.List;
import java.util.stream.Collectors;

/** A purge in words: what is done, and what comes next. */
final class PurgeText {

  private PurgeText() {}

  /** The purge as a list of steps, then the next one with its commands. */
  static String checklist(JsonNode purge) {
    return head(purge) + "\n" + printable(PurgeLines.of(purge));
  }

  private static String head(JsonNode purge) {
    return "purge %s: %s of %s, %s"
        .formatted(
            text(purge, "id"),
            text(purge, "policyName"),
            purge.has("geo") ? "geo " + text(purge, "geo") : "mailboxes",
            text(purge, "state"));
  }

  /** What comes next, by whom, with which commands. */
  static String next(JsonNode next) {
    return printable(PurgeLines.next(next));
  }

  /** The same for a step that this command knows by itself. */
  static String next(String who, String what, String command) {
    return printable(List.of("next, %s: %s".formatted(who, what), "  freehold purge " + command));
  }

  private static String printable(List<String> lines) {
    return lines.stream().map(PrintableText::of).collect(Collectors.joining("\n"));
  }

  /** A purge in one line. */
  static String line(JsonNode purge) {
    return "%s  %-16s  %s  next, %s: %s"
        .formatted(
            text(purge, "id"),
            text(purge, "state"),
            text(purge, "policyName"),
            text(purge.path("next"), "who"),
            text(purge.path("next"), "step"));
  }

  /** A text that somebody may have typed, without characters that steer a terminal. */
  static String text(JsonNode node, String member) {
    return PrintableText.of(node.path(member).asText());
  }
}
