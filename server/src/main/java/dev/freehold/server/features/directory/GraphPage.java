package dev.freehold.server.features.directory;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.server.http.ReachedAddress;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * Which page of a list a client of Graph asks for.
 *
 * @param filterText the filter as it was sent
 * @param after where the page before ended; empty for the first one
 * @param max how many objects it has at most
 */
record GraphPage(Filter filter, Optional<String> filterText, String after, int max) {

  static final QueryParameter FILTER =
      QueryParameter.text(
          "$filter", "PROPERTY eq 'TEXT' or startswith(displayName,'TEXT'); everything by default");

  static final QueryParameter TOP =
      QueryParameter.number(
          "$top",
          1,
          HttpLimits.MAX_PAGE_ROWS,
          "the largest number of objects; %d by default".formatted(HttpLimits.MAX_PAGE_ROWS));

  static final QueryParameter SKIP_TOKEN =
      QueryParameter.text("$skiptoken", "what the link to the next page has; nothing to begin");

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** What a request says. */
  static GraphPage of(Exchange exchange) {
    return ofAll(exchange).with(exchange.query("$filter"));
  }

  private GraphPage with(Optional<String> text) {
    return new GraphPage(Filter.of(text), text, after, max);
  }

  /** The same of a list without a filter. */
  static GraphPage ofAll(Exchange exchange) {
    return new GraphPage(
        Filter.of(Optional.empty()),
        Optional.empty(),
        exchange.query("$skiptoken").orElse(""),
        (int) exchange.query("$top", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS));
  }

  /** The same where pages end with object ids. */
  UUID afterId() {
    try {
      return after.isEmpty() ? BEFORE_ALL : UUID.fromString(after);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest("$skiptoken is what the link to the next page has");
    }
  }

  /**
   * The address of the next page, where the client reached the server.
   *
   * @param list the path of the list below {@code /graph/v1.0/}
   * @param last where this page ends
   */
  String next(Exchange exchange, URI api, String list, String last) {
    StringBuilder link =
        new StringBuilder(
                ReachedAddress.of(exchange, api).resolve("/graph/v1.0/" + list).toString())
            .append("?$top=")
            .append(max)
            .append("&$skiptoken=")
            .append(RequestUri.encode(last));
    filterText.ifPresent(text -> link.append("&$filter=").append(RequestUri.encode(text)));
    return link.toString();
  }

  /**
   * What is wanted.
   *
   * @param isRead false for a filter of a form that is not known
   */
  record Filter(Optional<GraphFilter> value, boolean isRead) {
    static Filter of(Optional<String> text) {
      Optional<GraphFilter> read = text.flatMap(GraphFilter::parse);
      return new Filter(read, text.isEmpty() || read.isPresent());
    }
  }
}
