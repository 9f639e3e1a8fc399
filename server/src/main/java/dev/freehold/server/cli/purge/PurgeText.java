package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.server.text.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** A purge in words: what is done, and what comes next. */
final class PurgeText {

  private PurgeText() {}

  /** The purge as a list of steps, then the next one with its commands. */
  static String checklist(JsonNode purge) {
    List<String> lines = new ArrayList<>();
    lines.add(head(purge));
    lines.add(done(purge.path("requestedAt"), "asked for", requested(purge)));
    for (JsonNode consent : purge.path("consents")) {
      lines.add(done(consent.path("givenAt"), "consent", text(consent, "displayName")));
    }
    JsonNode inventory = purge.path("inventory");
    lines.add(done(inventory.path("takenAt"), "document made", counts(inventory)));
    JsonNode document = purge.path("document");
    lines.add(done(document.path("signedAt"), "document signed", text(document, "signerName")));
    approvals(purge.path("approvals"), lines);
    lines.add(
        mark(text(purge, "state").equals("purged"))
            + " keys destroyed"
            + (purge.has("receiptEntry")
                ? ", entry %d of the log".formatted(purge.path("receiptEntry").asLong())
                : ""));
    lines.add(next(purge.path("next")));
    return String.join("\n", lines);
  }

  private static String head(JsonNode purge) {
    return "purge %s: %s of %s, %s"
        .formatted(
            text(purge, "id"),
            text(purge, "policyName"),
            purge.has("geo") ? "geo " + text(purge, "geo") : "mailboxes",
            text(purge, "state"));
  }

  private static String requested(JsonNode purge) {
    return "by %s: %s (contact: %s)"
        .formatted(text(purge, "requestedBy"), text(purge, "reason"), text(purge, "contact"));
  }

  private static String counts(JsonNode inventory) {
    return inventory.isMissingNode() || inventory.isNull()
        ? ""
        : "%d owners, %d objects, %d bytes"
            .formatted(
                inventory.path("owners").asLong(),
                inventory.path("objects").asLong(),
                inventory.path("bytes").asLong());
  }

  private static void approvals(JsonNode approvals, List<String> lines) {
    int count = 0;
    for (JsonNode approval : approvals) {
      lines.add(done(approval.path("at"), "approved", text(approval, "operator")));
      count++;
    }
    for (; count < PurgeCase.APPROVALS_NEEDED; count++) {
      lines.add(mark(false) + " approved by an operator");
    }
  }

  private static String done(JsonNode at, String what, String details) {
    boolean isDone = at.isTextual();
    return "%s %s%s%s"
        .formatted(
            mark(isDone),
            what,
            isDone ? " " + at.asText() : "",
            details.isEmpty() ? "" : " " + details);
  }

  private static String mark(boolean isDone) {
    return isDone ? "[x]" : "[ ]";
  }

  /** What comes next, by whom, with which commands. */
  static String next(JsonNode next) {
    StringBuilder text =
        new StringBuilder("next, %s: %s".formatted(text(next, "who"), text(next, "what")));
    for (JsonNode command : next.path("commands")) {
      text.append("\n  ").append(PrintableText.of(command.asText()));
    }
    return text.toString();
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
