package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.service.AnswerJson;
import java.net.URI;
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

  private Optional<String> ask(String objectId) {
    Account account = sharePoint.account();
    Optional<URI> graph = account.server().graph();
    if (graph.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode body = AnswerJson.object();
    body.putArray("ids").add(objectId);
    try {
      JsonNode answer =
          sharePoint
              .host()
              .servers()
              .rest(graph.get(), account.server().apiAudience(), account)
              .send("POST", "/v1.0/directoryObjects/getByIds", body);
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
