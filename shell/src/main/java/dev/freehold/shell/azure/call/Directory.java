package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.remote.Servers;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The people and service principals of the tenant, in the form of Microsoft Graph. */
public final class Directory {

  private static final int NOT_FOUND = 404;
  private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final AzureCall call;
  private final Optional<AzurePages> pages;
  private final Optional<Rest> rest;

  Directory(AzureCall call, Servers servers) {
    this.call = call;
    ServerAddress server = call.account().server();
    pages =
        server
            .graph()
            .map(
                graph ->
                    new AzurePages(
                        servers.rest(graph, server.apiAudience(), call.account()),
                        graph,
                        "@odata.nextLink"));
    rest = pages.map(AzurePages::rest);
  }

  public boolean isThere() {
    return rest.isPresent();
  }

  /** The object id of a person. */
  public String person(String userPrincipalName) {
    return find("/v1.0/users/" + RequestUri.encode(userPrincipalName))
        .map(user -> user.path("id").asText())
        .filter(id -> !id.isEmpty())
        .orElseThrow(() -> unknown(userPrincipalName));
  }

  /** The object id of a service principal, by its application's id or by its name. */
  public String servicePrincipal(String name) {
    String property = name.matches(GUID) ? "appId" : "displayName";
    return find("/v1.0/servicePrincipals?$filter="
            + RequestUri.encode(filter(property, name, false)))
        .map(list -> list.path("value").path(0).path("id").asText())
        .filter(id -> !id.isEmpty())
        .orElseThrow(() -> unknown(name));
  }

  /** The object id of a group, by its name. */
  public String group(String displayName) {
    return find("/v1.0/groups?$filter="
            + RequestUri.encode(filter("displayName", displayName, false)))
        .map(list -> list.path("value").path(0).path("id").asText())
        .filter(id -> !id.isEmpty())
        .orElseThrow(() -> unknown(displayName));
  }

  /** Asks the directory for a change. */
  public JsonNode send(String method, String path, JsonNode body) {
    return required(rest).send(method, path, body);
  }

  /** Fails unless somebody has this object id; without a directory nobody can tell. */
  public void requireKnown(String objectId) {
    if (isThere() && displayNames(List.of(objectId)).isEmpty()) {
      throw unknown(objectId);
    }
  }

  /**
   * What to show for object ids: the name with the user principal name or the application's id
   * behind it. Those that are not known are left out.
   */
  public Map<String, String> displayNames(Collection<String> objectIds) {
    Map<String, String> names = new HashMap<>();
    List<String> ids = new ArrayList<>(new LinkedHashSet<>(objectIds));
    for (int from = 0; rest.isPresent() && from < ids.size(); from += AzureLimits.MAX_IDS) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ids.subList(from, Math.min(ids.size(), from + AzureLimits.MAX_IDS))
          .forEach(body.putArray("ids")::add);
      JsonNode answer = rest.get().send("POST", "/v1.0/directoryObjects/getByIds", body);
      for (JsonNode found : answer.path("value")) {
        names.put(found.path("id").asText(), shown(found));
      }
    }
    return names;
  }

  /** The same for what is only read: a directory that refuses costs no more than the names. */
  public Map<String, String> namesIfAny(Collection<String> objectIds) {
    try {
      return displayNames(objectIds);
    } catch (RemoteException refused) {
      return Map.of();
    }
  }

  private static String shown(JsonNode found) {
    String name = found.path("displayName").asText();
    String other = found.path("userPrincipalName").asText(found.path("appId").asText());
    return other.isEmpty() ? name : "%s (%s)".formatted(name, other);
  }

  /** Hands objects of a list on, as long as they are wanted. */
  public void eachWhile(String path, Predicate<JsonNode> wanted) {
    required(pages).eachWhile(path, wanted);
  }

  /** The condition that a property equals a text, or begins with it. */
  public static String filter(String property, String text, boolean isStart) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return isStart
        ? "startswith(%s,%s)".formatted(property, quoted)
        : "%s eq %s".formatted(property, quoted);
  }

  private static <T> T required(Optional<T> directory) {
    return directory.orElseThrow(
        () ->
            AzureFailure.missing(
                "NoDirectory",
                "The server has no directory to look names up in; use -ObjectId instead."));
  }

  /** The answer to a request for one object, if it is there. */
  public Optional<JsonNode> find(String path) {
    try {
      return Optional.of(required(rest).get(path));
    } catch (RemoteException refused) {
      if (refused.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** The failure for somebody who is not there. */
  public AzureFailure unknown(String name) {
    return AzureFailure.missing(
        "PrincipalNotFound",
        ("Cannot find the Active Directory object '%s' in tenant '%s'. Check the spelling, and that"
                + " it is a user, an application or a group of this tenant.")
            .formatted(name, call.account().tenantId()));
  }
}
