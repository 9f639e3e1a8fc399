package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.LossText;
import dev.freehold.shell.service.SizeText;
import java.util.ArrayList;
import java.util.List;

/** What the server says a purge would take, in lines for whoever asks for it. */
final class PurgePreview {

  /** The totals are on the first page whatever its length. */
  private static final String QUERY = "/purge-preview?max=1";

  private PurgePreview() {}

  static List<String> lines(PolicyChange change) {
    JsonNode totals = change.exchange().rest().get(change.path() + QUERY).path("totals");
    List<String> lines = new ArrayList<>();
    lines.add("%s, would become unreadable for good.".formatted(LossText.lost(totals)));
    if (totals.path("waiting").asLong() > 0) {
      lines.add(
          "%s would stay as before: the policy was assigned and is not in effect there yet."
              .formatted(LossText.count(totals, "waiting", "mailbox", "mailboxes")));
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
              .formatted(LossText.count(totals, "held", "mailbox", "mailboxes")));
    }
    return lines;
  }
}
