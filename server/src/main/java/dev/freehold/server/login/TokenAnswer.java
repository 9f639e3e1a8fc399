package dev.freehold.server.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.people.UserGrant;
import dev.freehold.custody.tokens.TokenReply;
import dev.freehold.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A token in the words of OAuth; what only people get is null for programs. */
record TokenAnswer(
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("scope") String scope,
    @JsonProperty("expires_in") long expiresIn,
    @JsonProperty("ext_expires_in") long extExpiresIn,
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("refresh_token") String refreshToken,
    @JsonProperty("id_token") String idToken,
    @JsonProperty("client_info") String clientInfo) {

  static TokenAnswer of(TokenReply reply) {
    return of(reply, null, null, null, null);
  }

  static TokenAnswer of(UserGrant grant) {
    return of(
        grant.token(),
        grant.scope(),
        grant.refreshToken().orElse(null),
        grant.idToken().orElse(null),
        clientInfo(grant));
  }

  private static TokenAnswer of(
      TokenReply reply, String scope, String refreshToken, String idToken, String clientInfo) {
    long seconds = reply.expiresInSeconds();
    return new TokenAnswer(
        TokenReply.TOKEN_TYPE,
        scope,
        seconds,
        seconds,
        reply.accessToken(),
        refreshToken,
        idToken,
        clientInfo);
  }

  /** How the vendor's libraries tell the accounts in their caches apart. */
  private static String clientInfo(UserGrant grant) {
    String json =
        Json.MAPPER
            .valueToTree(
                Map.of(
                    "uid", grant.user().identity().objectId(),
                    "utid", grant.user().identity().tenantId()))
            .toString();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Never shows a token. */
  @Override
  public String toString() {
    return "TokenAnswer[" + tokenType + "]";
  }
}
