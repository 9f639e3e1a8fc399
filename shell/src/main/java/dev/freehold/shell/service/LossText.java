package dev.freehold.shell.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the totals of a preview say, in words. */
public final class LossText {

  private LossText() {}

  /** What would be lost: {@code 2 mailboxes and 1 site with 10 items, 3 MB (3,145,728 bytes)}. */
  public static String lost(JsonNode totals) {
    List<String> owners = new ArrayList<>();
    if (totals.path("mailboxes").asLong() > 0 || totals.path("sites").asLong() == 0) {
      owners.add(count(totals, "mailboxes", "mailbox", "mailboxes"));
    }
    if (totals.path("sites").asLong() > 0) {
      owners.add(count(totals, "sites", "site", "sites"));
    }
    return owners.stream().collect(Collectors.joining(" and "))
        + " with %s, %s"
            .formatted(
                count(totals, "objects", "item", "items"),
                SizeText.of(totals.path("bytes").asLong()));
  }

  /** A number of the totals with what it counts. */
  public static String count(JsonNode totals, String member, String one, String many) {
    long number = totals.path(member).asLong();
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }
}
