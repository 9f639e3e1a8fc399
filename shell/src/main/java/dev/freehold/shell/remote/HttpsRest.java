package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.function.Consumer;

/** JSON over HTTPS as one account. */
final class HttpsRest implements Rest {

  private static final int UNAUTHORIZED = 401;

  private final Exchanges exchanges;
  private final URI base;
  private final String resource;
  private final Account account;

  HttpsRest(Exchanges exchanges, URI base, String resource, Account account) {
    this.exchanges = exchanges;
    this.base = base;
    this.resource = resource;
    this.account = account;
  }

  @Override
  public JsonNode get(String path) {
    return send("GET", path, null);
  }

  @Override
  public JsonNode send(String method, String path, JsonNode body) {
    return send(method, path, body, warning -> {});
  }

  @Override
  public JsonNode send(String method, String path, JsonNode body, Consumer<String> warning) {
    URI uri = below(path);
    String token = account.token(resource);
    Exchanges.Answer answer = once(method, uri, body, token);
    if (StepUp.isWanted(answer) && account instanceof SignedIn signedIn) {
      answer =
          signedIn.stepUp(resource) ? once(method, uri, body, account.token(resource)) : answer;
    } else if (answer.status() == UNAUTHORIZED && account instanceof SignedIn signedIn) {
      // The server may have changed its signing key or lost its clock; a new token tells.
      signedIn.forget(resource, token);
      answer = once(method, uri, body, account.token(resource));
    }
    if (!answer.isSuccess()) {
      throw answer.refusal();
    }
    answer.warning().ifPresent(warning);
    return answer.json();
  }

  /** A path without its slash would lead to another host, and the token with it. */
  private URI below(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash");
    }
    return URI.create(base + path);
  }

  private Exchanges.Answer once(String method, URI uri, JsonNode body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(RemoteLimits.CALL_TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .method(method, publisher(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return exchanges.send(request.build(), Optional.empty());
  }

  private static BodyPublisher publisher(JsonNode body) {
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
  }
}
