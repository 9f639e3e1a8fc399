package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.exchange.call.SizeText;
import dev.freehold.shell.service.AnswerJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the server says a purge would take, in lines for {@code -WhatIf}. */
final class PurgePreview {

  /** The totals are on the first page whatever its length. */
  private static final String QUERY = "/purge-preview?max=1";

  private PurgePreview() {}

  static List<String> lines(PolicyChange change) {
    JsonNode totals = change.exchange().rest().get(change.path() + QUERY).path("totals");
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s with %s, %s, would become unreadable for good."
            .formatted(
                count(totals, "mailboxes", "mailbox", "mailboxes"),
                count(totals, "objects", "item", "items"),
                SizeText.of(totals.path("bytes").asLong())));
    if (totals.path("waiting").asLong() > 0) {
      lines.add(
          "%s would stay as before: the policy was assigned and is not in effect there yet."
              .formatted(count(totals, "waiting", "mailbox", "mailboxes")));
    }
    if (totals.path("readableObjects").asLong() > 0) {
      lines.add(
          "%s, %s, would stay readable under other keys."
              .formatted(
                  count(totals, "readableObjects", "item", "items"),
                  SizeText.of(totals.path("readableBytes").asLong())));
    }
    if (AnswerJson.flag(totals, "blockedByHolds")) {
      lines.add(
          "The purge is refused while a legal hold is on %s."
              .formatted(count(totals, "held", "mailbox", "mailboxes")));
    }
    return lines;
  }

  private static String count(JsonNode totals, String member, String one, String many) {
    long number = totals.path(member).asLong();
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }
}
