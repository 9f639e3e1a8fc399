package dev.freehold.server.features.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.identity.Identity;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Groups and their members, in the form of Microsoft Graph. */
final class GroupsApi {

  private final GroupDesk desk;
  private final Graph graph;
  private final URI api;

  /**
   * @param graph shows members
   * @param api the server's address, for links to further pages
   */
  GroupsApi(GroupDesk desk, Graph graph, URI api) {
    this.desk = desk;
    this.graph = graph;
    this.api = api;
  }

  /** {@code GET /graph/v1.0/groups?$filter=&$top=&$skiptoken=}. */
  void list(Exchange exchange) throws IOException {
    GraphPage page = GraphPage.of(exchange);
    Optional<List<Identity>> found =
        page.filter().isRead()
            ? desk.list(exchange.caller(), page.filter().value(), page.afterId(), page.max())
            : Optional.empty();
    if (found.isEmpty()) {
      GraphApi.refuse(
          exchange,
          400,
          "Request_UnsupportedQuery",
          "A $filter has one of the forms displayName eq 'NAME' and"
              + " startswith(displayName,'NAME').");
      return;
    }
    List<Graph.Group> groups = found.get().stream().map(Graph.Group::of).toList();
    reply(exchange, page, "groups", groups, groups.isEmpty() ? null : groups.getLast().id());
  }

  /** {@code GET /graph/v1.0/groups/{group}}, by object id. */
  void get(Exchange exchange) throws IOException {
    Optional<Identity> group = desk.find(exchange.caller(), exchange.path("group"));
    if (group.isPresent()) {
      exchange.reply(200, Graph.Group.of(group.get()));
    } else {
      GraphApi.refuse(
          exchange,
          404,
          "Request_ResourceNotFound",
          "There is no such group in this tenant; check the object id.");
    }
  }

  /** {@code POST /graph/v1.0/groups} with {@code {"displayName"}}. */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    exchange.reply(201, Graph.Group.of(desk.create(exchange.caller(), wanted.displayName())));
  }

  /** {@code DELETE /graph/v1.0/groups/{group}}. */
  void delete(Exchange exchange) {
    desk.delete(exchange.caller(), exchange.path("group"));
    exchange.reply(204);
  }

  /** {@code GET /graph/v1.0/groups/{group}/members?$top=&$skiptoken=}. */
  void members(Exchange exchange) throws IOException {
    String group = exchange.path("group");
    GraphPage page = GraphPage.ofAll(exchange);
    List<Identity> members = desk.members(exchange.caller(), group, page.afterId(), page.max());
    reply(
        exchange,
        page,
        "groups/%s/members".formatted(group),
        graph.typed(exchange.caller().tenantId(), members),
        members.isEmpty() ? null : members.getLast().objectId());
  }

  private void reply(Exchange exchange, GraphPage page, String list, List<?> values, UUID last)
      throws IOException {
    exchange.reply(
        200,
        values.size() < page.max()
            ? new GraphApi.Values(values)
            : new GraphApi.Values(values, page.next(exchange, api, list, last.toString())));
  }

  /** {@code POST /graph/v1.0/groups/{group}/members/$ref} with {@code {"@odata.id"}}. */
  void add(Exchange exchange) throws IOException {
    Identity group = desk.require(exchange.caller(), exchange.path("group"));
    Reference member = exchange.json(Reference.class);
    desk.add(exchange.caller(), group, member.objectId());
    exchange.reply(204);
  }

  /** {@code DELETE /graph/v1.0/groups/{group}/members/{member}/$ref}. */
  void remove(Exchange exchange) {
    desk.remove(exchange.caller(), exchange.path("group"), exchange.path("member"));
    exchange.reply(204);
  }

  /**
   * A group that is asked for. It has a name and members only; the rest is what clients of Graph
   * have to send.
   */
  record Wanted(
      @Required String displayName,
      String mailNickname,
      Boolean mailEnabled,
      Boolean securityEnabled,
      String description) {
    Wanted {
      if (Boolean.TRUE.equals(mailEnabled) || Boolean.FALSE.equals(securityEnabled)) {
        throw ProblemException.badRequest(
            "groups are for rights only: mailEnabled is false and securityEnabled is true");
      }
    }
  }

  /** An object, by an address that ends with its id. */
  record Reference(@Required @JsonProperty("@odata.id") String address) {

    UUID objectId() {
      try {
        return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
      } catch (IllegalArgumentException notAnId) {
        throw ProblemException.badRequest(
            "@odata.id is an address that ends with the object id of the member");
      }
    }
  }
}
