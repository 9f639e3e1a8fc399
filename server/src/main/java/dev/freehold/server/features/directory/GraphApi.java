package dev.freehold.server.features.directory;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The directory in the form of Microsoft Graph, as far as clients of vaults read it. */
final class GraphApi {

  private final Graph graph;

  GraphApi(Graph graph) {
    this.graph = graph;
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

  /** {@code GET /graph/v1.0/servicePrincipals?$filter=}. */
  void servicePrincipals(Exchange exchange) throws IOException {
    Optional<List<Graph.Program>> found =
        graph.programs(exchange.caller().tenantId(), exchange.query("$filter").orElse(""));
    if (found.isPresent()) {
      exchange.reply(200, new Values(found.get()));
    } else {
      refuse(
          exchange,
          400,
          "Request_UnsupportedQuery",
          "A $filter of the form appId eq 'GUID' or displayName eq 'NAME' is needed.");
    }
  }

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

  private static void refuse(Exchange exchange, int status, String code, String message)
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

  record Values(List<?> value) {}

  record Refusal(Reason error) {}

  private record Reason(String code, String message) {}
}
