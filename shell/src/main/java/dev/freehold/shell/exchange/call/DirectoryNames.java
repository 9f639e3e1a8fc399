package dev.freehold.shell.exchange.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.RemoteErrors;
import dev.freehold.web.http.RequestUri;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The people and applications of the tenant: object ids by names, and names by object ids. */
public final class DirectoryNames {

  private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final Map<String, String> names;

  private DirectoryNames(Map<String, String> names) {
    this.names = names;
  }

  /** Asks for the names of these object ids, 100 at most. */
  public static DirectoryNames of(ExchangeConnection exchange, List<String> objectIds) {
    Map<String, String> names = new HashMap<>();
    Optional<Rest> directory = directory(exchange);
    if (directory.isPresent() && !objectIds.isEmpty()) {
      ObjectNode body = AnswerJson.object();
      objectIds.forEach(body.putArray("ids")::add);
      JsonNode answer = directory.get().send("POST", "/v1.0/directoryObjects/getByIds", body);
      for (JsonNode found : AnswerJson.list(answer, "value")) {
        AnswerJson.text(found, "userPrincipalName")
            .or(() -> AnswerJson.text(found, "displayName"))
            .ifPresent(name -> names.put(AnswerJson.text(found, "id").orElse(""), name));
      }
    }
    return new DirectoryNames(names);
  }

  /** The user principal name or the application's name; the id of who is not there any more. */
  public String shown(String objectId) {
    return names.getOrDefault(objectId, objectId);
  }

  /**
   * The object id of a person, an application or a group.
   *
   * @param name an object id, a user principal name, any name of the person's mailbox, or the name
   *     of a group
   */
  public static Optional<String> find(ExchangeConnection exchange, String name) {
    if (name.matches(GUID)) {
      return Optional.of(name.toLowerCase(Locale.ROOT));
    }
    return directory(exchange)
        .flatMap(directory -> get(directory, "/v1.0/users/" + RequestUri.encode(name)))
        .flatMap(user -> AnswerJson.text(user, "id"))
        .or(
            () ->
                get(exchange.rest(), RecipientPages.path(name))
                    .flatMap(mailbox -> AnswerJson.text(mailbox, "objectId")))
        .or(() -> group(exchange, name));
  }

  private static Optional<String> group(ExchangeConnection exchange, String name) {
    String filter = "displayName eq '%s'".formatted(name.replace("'", "''"));
    return directory(exchange)
        .flatMap(directory -> get(directory, "/v1.0/groups?$filter=" + RequestUri.encode(filter)))
        .flatMap(page -> AnswerJson.list(page, "value").stream().findFirst())
        .flatMap(group -> AnswerJson.text(group, "id"));
  }

  /** The name that a person signs in with. */
  public static Optional<String> userPrincipalName(ExchangeConnection exchange, String objectId) {
    return directory(exchange)
        .flatMap(directory -> get(directory, "/v1.0/users/" + RequestUri.encode(objectId)))
        .flatMap(user -> AnswerJson.text(user, "userPrincipalName"));
  }

  private static Optional<JsonNode> get(Rest rest, String path) {
    try {
      return Optional.of(rest.get(path));
    } catch (RemoteException refusal) {
      if (RemoteErrors.isNotFound(refusal)) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  private static Optional<Rest> directory(ExchangeConnection exchange) {
    ServerAddress server = exchange.account().server();
    return server
        .graph()
        .map(
            graph ->
                exchange.host().servers().rest(graph, server.apiAudience(), exchange.account()));
  }
}
