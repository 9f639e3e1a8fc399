package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The jobs that move single mailboxes. */
final class MoveJobs {

  private static final String PATH = "/api/v1/jobs";

  /** The kind of jobs that put mailboxes under policies. */
  private static final String KIND = "assign";

  private final ExchangeConnection exchange;

  MoveJobs(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  /** The newest move of a mailbox, if there was any. */
  Optional<MoveObjects> of(String identity) {
    JsonNode view = exchange.rest().get(RecipientPages.path(identity));
    UUID mailbox = AnswerJson.guid(view, "id");
    String query = "%s?max=1&kind=%s&subject=%s".formatted(PATH, KIND, mailbox);
    return AnswerJson.list(exchange.rest().get(query), "jobs").stream()
        .findFirst()
        .or(() -> unfinished(mailbox))
        .map(job -> new MoveObjects(exchange, mailbox, displayName(view), job));
  }

  /** Ends a move after the messages that are on the way; what was moved stays moved. */
  void cancel(MoveObjects move) {
    exchange
        .rest()
        .send(
            "POST",
            "%s/%s/cancel".formatted(PATH, AnswerJson.guid(move.job(), "id")),
            AnswerJson.object());
  }

  /**
   * The moves of a mailbox that have ended, the newest first.
   *
   * @param statistics of the mailbox
   */
  List<PsObject> history(JsonNode statistics) {
    UUID mailbox = AnswerJson.guid(statistics, "mailboxGuid");
    String query =
        "%s?max=%d&kind=%s&subject=%s".formatted(PATH, Limits.MAX_MOVE_HISTORY, KIND, mailbox);
    return AnswerJson.list(exchange.rest().get(query), "jobs").stream()
        .map(job -> new MoveObjects(exchange, mailbox, displayName(statistics), job))
        .filter(MoveObjects::isOver)
        .map(move -> move.statistics(statistics))
        .toList();
  }

  /** A job for many mailboxes that is not through with this one. */
  private Optional<JsonNode> unfinished(UUID mailbox) {
    return Optional.of(statistics(mailbox).path("job")).filter(JsonNode::isObject);
  }

  JsonNode statistics(UUID mailbox) {
    return exchange.rest().get(RecipientPages.path(mailbox.toString()) + "/statistics");
  }

  /** The newest move of each mailbox that had one of its own. */
  List<MoveObjects> all() {
    Map<UUID, JsonNode> newest = new LinkedHashMap<>();
    Optional<String> after = Optional.empty();
    int seen = 0;
    while (seen < Limits.MAX_JOBS) {
      String next = after.map(id -> "&after=" + id).orElse("");
      List<JsonNode> page =
          AnswerJson.list(
              exchange
                  .rest()
                  .get("%s?max=%d&kind=%s%s".formatted(PATH, Limits.PAGE_ROWS, KIND, next)),
              "jobs");
      page.forEach(job -> newest.putIfAbsent(AnswerJson.guid(job, "subjectId"), job));
      seen += page.size();
      if (page.size() < Limits.PAGE_ROWS) {
        break;
      }
      after = AnswerJson.text(page.getLast(), "id");
    }
    newest.remove(exchange.me().tenantId());
    return named(newest);
  }

  /** Those whose subject is a mailbox; of what else has moves, such as policies, none is here. */
  private List<MoveObjects> named(Map<UUID, JsonNode> jobs) {
    Map<UUID, String> names = new HashMap<>();
    List<UUID> ids = List.copyOf(jobs.keySet());
    for (int from = 0; from < ids.size(); from += Limits.BATCH_OBJECTS) {
      ObjectNode body = AnswerJson.object();
      ArrayNode some = body.putArray("ids");
      ids.subList(from, Math.min(ids.size(), from + Limits.BATCH_OBJECTS))
          .forEach(id -> some.add(id.toString()));
      JsonNode answer = exchange.rest().send("POST", "/api/v1/mailbox-statistics", body);
      AnswerJson.list(answer, "statistics")
          .forEach(each -> names.put(AnswerJson.guid(each, "mailboxGuid"), displayName(each)));
    }
    List<MoveObjects> moves = new ArrayList<>();
    jobs.forEach(
        (id, job) -> {
          if (names.containsKey(id)) {
            moves.add(new MoveObjects(exchange, id, names.get(id), job));
          }
        });
    return moves;
  }

  private static String displayName(JsonNode view) {
    return AnswerJson.text(view, "displayName").orElse("");
  }
}
