package dev.freehold.server.cli.mail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freehold mail migration}. */
@Command(
    name = "migration",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how far the mailboxes of a migration batch are.",
      "Of one that is copied now: the folder, messages that are done of all, percent, messages per"
          + " minute, and when it is expected to end."
    })
final class MailMigrationCommand extends ServerCall {

  private static final String BATCHES = "/api/v1/migration-batches/";
  private static final String ROW = "%-36s %-20s %15s %4s %8s %-20s %s";
  private static final int PAGE_ROWS = 1_000;

  @Parameters(paramLabel = "BATCH", description = "The batch, by its name or id.")
  private String batch;

  @Override
  protected String run(ApiClient client) throws IOException {
    String path = BATCHES + RequestUri.encode(batch);
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(
        ROW.formatted("mailbox", "state", "messages", "%", "per min", "ends (UTC)", "folder"));
    int after = 0;
    JsonNode page;
    do {
      page = client.get("%s/users?after=%d&max=%d".formatted(path, after, PAGE_ROWS)).path("users");
      for (JsonNode user : page) {
        after = user.path("line").asInt();
        lines.add(row(user));
      }
    } while (page.size() == PAGE_ROWS);
    lines.add("batch %s".formatted(client.get(path).path("status").asText()));
    return lines.toString();
  }

  private static String row(JsonNode user) {
    JsonNode progress = user.path("progress");
    String code = user.path("code").asText("");
    return ROW.formatted(
            PrintableText.of(user.path("emailAddress").asText()),
            user.path("status").asText(),
            messages(user, progress),
            progress.path("percent").asText(""),
            progress.path("itemsPerMinute").asText(""),
            seconds(progress.path("expectedEnd").asText("")),
            code.isEmpty() ? PrintableText.of(progress.path("folder").asText("")) : code)
        .stripTrailing();
  }

  private static String messages(JsonNode user, JsonNode progress) {
    return progress.hasNonNull("totalItems")
        ? "%d/%d"
            .formatted(progress.path("doneItems").asLong(), progress.path("totalItems").asLong())
        : Long.toString(user.path("copiedItems").asLong());
  }

  /** A moment without the fraction of its second. */
  private static String seconds(String moment) {
    int point = moment.indexOf('.');
    return point < 0 ? moment : moment.substring(0, point) + "Z";
  }
}
