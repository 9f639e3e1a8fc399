package dev.freehold.shell.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the server says a purge would take, in lines for whoever asks for it. */
public final class PurgePreview {

  /** Follows the path of the policy; the totals are on the first page whatever its length. */
  public static final String QUERY = "/purge-preview?max=1";

  private PurgePreview() {}

  /** Of a mailbox policy, from the answer to {@link #QUERY}. */
  public static List<String> ofMailboxes(JsonNode preview) {
    return lines(
        preview.path("totals"),
        "mailbox",
        "mailboxes",
        "the policy was assigned and is not in effect there yet");
  }

  /** The same of a geo's policy. */
  public static List<String> ofSites(JsonNode preview) {
    return lines(
        preview.path("totals"), "site", "sites", "they are not under the geo's policy yet");
  }

  private static List<String> lines(JsonNode totals, String one, String many, String whyWaiting) {
    List<String> lines = new ArrayList<>();
    lines.add("%s, would become unreadable for good.".formatted(LossText.lost(totals)));
    if (totals.path("waiting").asLong() > 0) {
      lines.add(
          "%s would stay as before: %s."
              .formatted(LossText.count(totals, "waiting", one, many), whyWaiting));
    }
    if (totals.path("readableObjects").asLong() > 0) {
      lines.add(
          "%s, %s, would stay readable under other keys."
              .formatted(
                  LossText.count(totals, "readableObjects", "item", "items"),
                  SizeText.of(totals.path("readableBytes").asLong())));
    }
    if (AnswerJson.flag(totals, "blockedByHolds")) {
      lines.add(
          "The purge is refused while a legal hold is on %s."
              .formatted(LossText.count(totals, "held", one, many)));
    }
    return lines;
  }
}
