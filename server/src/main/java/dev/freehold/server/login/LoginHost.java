package dev.freehold.server.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.FormBody;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Json;
import dev.freehold.server.http.ProblemException;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.IncomingRequest;
import dev.freehold.vault.wire.LoginSite;
import dev.freehold.vault.wire.RequestUri;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The host {@code login.SUFFIX} on the port of the vaults, so that clients of a vault need one
 * port. It answers everything that the official clients ask before they have a token. Thread-safe.
 */
public final class LoginHost implements LoginSite {

  private static final String ANY = "*";

  private final TokenEndpoint endpoint;
  private final LoginDocuments documents;
  private final LoginSite others;

  /**
   * @param others answers what is not about tokens, such as health and applications
   */
  public LoginHost(TokenEndpoint endpoint, LoginDocuments documents, LoginSite others) {
    this.endpoint = endpoint;
    this.documents = documents;
    this.others = others;
  }

  /** A host with nothing but what is about tokens. */
  public static LoginHost ofTokens(TokenEndpoint endpoint, LoginDocuments documents) {
    return new LoginHost(endpoint, documents, (request, own) -> answer(documents.notFound()));
  }

  @Override
  public Answer answer(IncomingRequest request, URI own) {
    List<String> path = RequestUri.parse(request.rawPath(), request.rawQuery()).segments();
    return switch (request.method()) {
      case "GET" ->
          document(path, own).map(LoginHost::answer).orElseGet(() -> others.answer(request, own));
      case "POST" ->
          isToken(path)
              ? answer(token(request, path.getFirst(), own))
              : others.answer(request, own);
      default -> others.answer(request, own);
    };
  }

  private static boolean isToken(List<String> path) {
    return matches(path, ANY, "oauth2", "v2.0", "token") || matches(path, ANY, "oauth2", "token");
  }

  private Optional<LoginReply> document(List<String> path, URI own) {
    if (matches(path, ANY, "v2.0", ".well-known", "openid-configuration")) {
      return Optional.of(documents.discovery(own, path.getFirst()));
    }
    if (matches(path, Realm.ADFS, ANY, "v2.0", ".well-known", "openid-configuration")) {
      return Optional.of(documents.tenantOfCommandLine(own, path.get(1)));
    }
    if (matches(path, ANY, ".well-known", "openid-configuration")) {
      return Optional.of(
          path.getFirst().equalsIgnoreCase(Realm.ADFS)
              ? documents.adfsDiscovery(own)
              : documents.discovery(own, path.getFirst()));
    }
    if (matches(path, "common", "discovery", "instance")) {
      return Optional.of(documents.instance(own));
    }
    if (matches(path, ANY, "discovery", "keys")
        || matches(path, ANY, "discovery", "v2.0", "keys")) {
      return Optional.of(documents.keys());
    }
    if (matches(path, ANY, "userrealm", ANY)) {
      return Optional.of(documents.userRealm(own, path.getLast()));
    }
    return Optional.empty();
  }

  private static boolean matches(List<String> path, String... pattern) {
    if (path.size() != pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (!pattern[i].equals(ANY) && !pattern[i].equalsIgnoreCase(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private LoginReply token(IncomingRequest request, String tenant, URI own) {
    Optional<String> correlationId = request.header("client-request-id");
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith(FormBody.MEDIA_TYPE)) {
      return endpoint.malformed(correlationId);
    }
    byte[] body = request.body((int) HttpLimits.MAX_FORM_BODY_BYTES);
    try {
      return endpoint.token(
          new TokenRequest(
              own,
              tenant,
              FormBody.parse(new String(body, StandardCharsets.UTF_8)),
              request.header("Authorization"),
              correlationId,
              request.remoteAddress()));
    } catch (ProblemException malformed) {
      return endpoint.malformed(correlationId);
    }
  }

  /** The reply as the vaults' listener writes it. */
  static Answer answer(LoginReply reply) {
    JsonNode body = Json.MAPPER.valueToTree(reply.body());
    return new Answer(reply.status(), Optional.ofNullable(body), reply.headers());
  }
}
