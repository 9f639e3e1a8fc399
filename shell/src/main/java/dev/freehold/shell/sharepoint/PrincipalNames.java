package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.RemoteErrors;
import dev.freehold.web.http.RequestUri;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of users and applications, asked of the directory once each. */
final class PrincipalNames {

  private final SharePoint sharePoint;
  private final Map<String, String> known = new HashMap<>();

  PrincipalNames(SharePoint sharePoint) {
    this.sharePoint = sharePoint;
  }

  /** The name to show; the object id itself if the directory does not know it or is not there. */
  String of(String objectId) {
    return known.computeIfAbsent(objectId, id -> ask(id).orElse(id));
  }

  /** The object id of a person, by that or by the name to sign in with. */
  Optional<String> idOf(String name) {
    try {
      return directory()
          .map(graph -> graph.get("/v1.0/users/" + RequestUri.encode(name)))
          .flatMap(user -> AnswerJson.text(user, "id"));
    } catch (RemoteException e) {
      if (RemoteErrors.isNotFound(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Rest> directory() {
    Account account = sharePoint.account();
    return account
        .server()
        .graph()
        .map(
            graph ->
                sharePoint.host().servers().rest(graph, account.server().apiAudience(), account));
  }

  private Optional<String> ask(String objectId) {
    Optional<Rest> graph = directory();
    if (graph.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode body = AnswerJson.object();
    body.putArray("ids").add(objectId);
    try {
      JsonNode answer = graph.get().send("POST", "/v1.0/directoryObjects/getByIds", body);
      return AnswerJson.list(answer, "value").stream()
          .findFirst()
          .flatMap(
              found ->
                  AnswerJson.text(found, "userPrincipalName")
                      .or(() -> AnswerJson.text(found, "displayName")));
    } catch (RemoteException e) {
      if (e.kind() == RemoteException.Kind.REFUSED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
