package dev.freehold.server.features.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The directory in the form of Microsoft Graph, as far as clients of vaults read it. */
final class GraphApi {

  private static final Listed<Graph.Person> PEOPLE =
      new Listed<>(
          "users",
          Graph.Person::userPrincipalName,
          "displayName eq 'NAME', startswith(displayName,'NAME') and userPrincipalName eq 'NAME'");

  private static final Listed<Graph.Program> PROGRAMS =
      new Listed<>(
          "servicePrincipals",
          program -> program.id().toString(),
          "appId eq 'GUID', displayName eq 'NAME' and startswith(displayName,'NAME')");

  private final Graph graph;
  private final URI api;

  /**
   * @param api the server's address, for links to further pages
   */
  GraphApi(Graph graph, URI api) {
    this.graph = graph;
    this.api = api;
  }

  /** {@code GET /graph/v1.0/users/{user}}, by object id or user principal name. */
  void user(Exchange exchange) throws IOException {
    Optional<Graph.Person> person = graph.user(exchange.caller().tenantId(), exchange.path("user"));
    if (person.isPresent()) {
      exchange.reply(200, person.get());
    } else {
      refuse(
          exchange,
          404,
          "Request_ResourceNotFound",
          "There is no such user in this tenant; check the object id or user principal name.");
    }
  }

  /** {@code GET /graph/v1.0/users?$filter=&$top=&$skiptoken=}. */
  void users(Exchange exchange) throws IOException {
    GraphPage page = GraphPage.of(exchange);
    UUID tenantId = exchange.caller().tenantId();
    reply(
        exchange,
        PEOPLE,
        page,
        page.filter().isRead()
            ? graph.users(tenantId, page.filter().value(), page.after(), page.max())
            : Optional.empty());
  }

  /** {@code GET /graph/v1.0/servicePrincipals?$filter=&$top=&$skiptoken=}. */
  void servicePrincipals(Exchange exchange) throws IOException {
    GraphPage page = GraphPage.of(exchange);
    UUID tenantId = exchange.caller().tenantId();
    reply(
        exchange,
        PROGRAMS,
        page,
        page.filter().isRead()
            ? graph.programs(tenantId, page.filter().value(), page.afterId(), page.max())
            : Optional.empty());
  }

  /** {@code GET /graph/v1.0/servicePrincipals/{program}}, by object id. */
  void servicePrincipal(Exchange exchange) throws IOException {
    Optional<Graph.Program> program =
        graph.program(exchange.caller().tenantId(), exchange.path("program"));
    if (program.isPresent()) {
      exchange.reply(200, program.get());
    } else {
      refuse(
          exchange,
          404,
          "Request_ResourceNotFound",
          "There is no such service principal in this tenant; check the object id.");
    }
  }

  /** A page, with a link to the next one if there may be one; 400 if the filter is of no form. */
  private <T> void reply(
      Exchange exchange, Listed<T> listed, GraphPage page, Optional<List<T>> found)
      throws IOException {
    if (found.isEmpty()) {
      refuse(
          exchange,
          400,
          "Request_UnsupportedQuery",
          "A $filter has one of the forms %s.".formatted(listed.filters));
      return;
    }
    List<T> values = found.get();
    exchange.reply(
        200,
        values.size() < page.max()
            ? new Values(values)
            : new Values(
                values, page.next(exchange, api, listed.path, listed.key.apply(values.getLast()))));
  }

  /**
   * A kind of objects that is listed.
   *
   * @param key by what they are ordered
   * @param filters the forms that {@code $filter} can have
   */
  private record Listed<T>(String path, Function<T, String> key, String filters) {}

  /** {@code POST /graph/v1.0/directoryObjects/getByIds}. */
  void byIds(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    if (wanted.ids.size() > Graph.MAX_IDS) {
      refuse(
          exchange,
          400,
          "Request_BadRequest",
          "At most %d ids are looked up at a time.".formatted(Graph.MAX_IDS));
      return;
    }
    exchange.reply(
        200, new Values(graph.objects(exchange.caller().tenantId(), wanted.ids, wanted.types)));
  }

  static void refuse(Exchange exchange, int status, String code, String message)
      throws IOException {
    exchange.reply(status, new Refusal(new Reason(code, message)));
  }

  /**
   * Objects that are asked for.
   *
   * @param types the kinds that are wanted; all if it is absent
   */
  record Wanted(@Required List<String> ids, List<String> types) {
    Wanted {
      ids = List.copyOf(ids);
      types = types == null ? List.of() : List.copyOf(types);
    }
  }

  /**
   * A page of objects.
   *
   * @param next where the next page is; null after the last one
   */
  record Values(List<?> value, @JsonProperty("@odata.nextLink") String next) {
    Values(List<?> value) {
      this(value, null);
    }
  }

  record Refusal(Reason error) {}

  private record Reason(String code, String message) {}
}
