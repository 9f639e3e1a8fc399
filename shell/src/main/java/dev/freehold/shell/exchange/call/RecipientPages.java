package dev.freehold.shell.exchange.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Limits;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recipients page by page in the order of their addresses.
 *
 * @param place which of them: {@link #PATH}, or {@link #REMOVED} for those that were removed, in
 *     the order of their GUIDs
 * @param kind only those of this kind; empty for all
 * @param policy the identity of a policy or {@code none}; empty for all
 * @param anr the beginning of any of their names; empty for all
 */
public record RecipientPages(
    ExchangeConnection exchange,
    String place,
    Optional<RecipientType> kind,
    Optional<String> policy,
    Optional<String> anr) {

  public static final String PATH = "/api/v1/mailboxes";

  /** Those that can be recovered. */
  public static final String REMOVED = "/api/v1/removed-mailboxes";

  /** Those that are there, as the parameters say. */
  public RecipientPages(
      ExchangeConnection exchange,
      Optional<RecipientType> kind,
      Optional<String> policy,
      Optional<String> anr) {
    this(exchange, PATH, kind, policy, anr);
  }

  /** Those of a kind that were removed. */
  public static RecipientPages removed(ExchangeConnection exchange, Optional<RecipientType> kind) {
    return new RecipientPages(exchange, REMOVED, kind, Optional.empty(), Optional.empty());
  }

  /** A recipient that was removed. */
  public static String removedPath(String identity) {
    return REMOVED + "/" + RequestUri.encode(identity);
  }

  /** Tells whether the server's view is of this kind. */
  public static boolean isOfKind(RecipientType kind, JsonNode view) {
    return AnswerJson.text(view, "recipientKind").filter(kind.wire()::equals).isPresent();
  }

  public static String path(String identity) {
    return PATH + "/" + RequestUri.encode(identity);
  }

  /** Gives each to {@code taker} until that wants no more. */
  public void each(Predicate<JsonNode> taker) {
    Optional<String> after = Optional.empty();
    while (true) {
      List<JsonNode> page = AnswerJson.list(exchange.rest().get(query(after)), "mailboxes");
      for (JsonNode view : page) {
        if (kind.stream().allMatch(one -> isOfKind(one, view)) && !taker.test(view)) {
          return;
        }
      }
      if (page.size() < Limits.PAGE_ROWS) {
        return;
      }
      after = AnswerJson.text(page.getLast(), place.equals(PATH) ? "address" : "id");
    }
  }

  private String query(Optional<String> after) {
    StringBuilder query = new StringBuilder("%s?max=%d".formatted(place, Limits.PAGE_ROWS));
    if (place.equals(PATH)) {
      kind.ifPresent(one -> query.append("&kind=").append(one.wire()));
    }
    policy.ifPresent(text -> query.append("&policy=").append(RequestUri.encode(text)));
    anr.ifPresent(text -> query.append("&anr=").append(RequestUri.encode(text)));
    after.ifPresent(text -> query.append("&after=").append(RequestUri.encode(text)));
    return query.toString();
  }
}
