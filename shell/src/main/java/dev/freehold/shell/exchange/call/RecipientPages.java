package dev.freehold.shell.exchange.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Limits;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The recipients of a kind, page by page in the order of their addresses.
 *
 * @param policy the identity of a policy or {@code none}; empty for all
 * @param anr the beginning of any of their names; empty for all
 */
public record RecipientPages(
    ExchangeConnection exchange,
    RecipientType kind,
    Optional<String> policy,
    Optional<String> anr) {

  public static final String PATH = "/api/v1/mailboxes";

  public static String path(String identity) {
    return PATH + "/" + Rest.encode(identity);
  }

  /** Gives each to {@code taker} until that wants no more. */
  public void each(Predicate<JsonNode> taker) {
    Optional<String> after = Optional.empty();
    while (true) {
      List<JsonNode> page = AnswerJson.list(exchange.rest().get(query(after)), "mailboxes");
      for (JsonNode view : page) {
        if (!taker.test(view)) {
          return;
        }
      }
      if (page.size() < Limits.PAGE_ROWS) {
        return;
      }
      after = AnswerJson.text(page.getLast(), "address");
    }
  }

  private String query(Optional<String> after) {
    StringBuilder query =
        new StringBuilder("%s?max=%d&kind=%s".formatted(PATH, Limits.PAGE_ROWS, kind.wire()));
    policy.ifPresent(text -> query.append("&policy=").append(Rest.encode(text)));
    anr.ifPresent(text -> query.append("&anr=").append(Rest.encode(text)));
    after.ifPresent(text -> query.append("&after=").append(Rest.encode(text)));
    return query.toString();
  }
}
