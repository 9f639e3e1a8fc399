package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.VaultExchange;
import dev.freehold.vault.wire.WireJson;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list in the order of names. It begins after a name, not at a count, so that changes
 * meanwhile neither repeat nor hide others.
 *
 * @param size how many items at most
 * @param after the last name of the page before, empty for the first page
 */
record ResourcePage(int size, String after) {

  private static final int MAX_PAGE_ITEMS = 100;

  static ResourcePage of(ManagementCall call) {
    int size =
        call.exchange().uri().parameter("$top").map(ResourcePage::size).orElse(MAX_PAGE_ITEMS);
    return new ResourcePage(size, call.exchange().uri().parameter("$skiptoken").orElse(""));
  }

  /** How many rows to read: one more than fits tells that there is another page. */
  int rowsToRead() {
    return size + 1;
  }

  <T> Answer answer(
      ManagementCall call, List<T> rows, Function<T, ObjectNode> item, Function<T, String> name) {
    ObjectNode list = WireJson.object();
    ArrayNode value = list.putArray("value");
    rows.stream().limit(size).map(item).forEach(value::add);
    if (rows.size() > size) {
      list.put("nextLink", nextLink(call.exchange(), name.apply(rows.get(size - 1))));
    }
    return Answer.ok(list);
  }

  /** A list that fits on one page. */
  static <T> Answer whole(List<T> rows, Function<T, ObjectNode> item) {
    ObjectNode list = WireJson.object();
    ArrayNode value = list.putArray("value");
    rows.stream().map(item).forEach(value::add);
    return Answer.ok(list);
  }

  /** The same request with the new position. */
  private static String nextLink(VaultExchange exchange, String position) {
    StringBuilder link = new StringBuilder(exchange.baseUri());
    exchange
        .uri()
        .segments()
        .forEach(segment -> link.append('/').append(RequestUri.encode(segment)));
    link.append("?$skiptoken=").append(RequestUri.encode(position));
    exchange
        .uri()
        .query()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("$skiptoken")) {
                link.append('&')
                    .append(RequestUri.encode(name))
                    .append('=')
                    .append(RequestUri.encode(value));
              }
            });
    return link.toString();
  }

  private static int size(String text) {
    if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) > 0) {
      return Math.min(Integer.parseInt(text), MAX_PAGE_ITEMS);
    }
    throw ManagementErrors.badRequest("The query parameter $top is a number above 0.");
  }
}
