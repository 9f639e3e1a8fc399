package dev.freehold.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.custody.identity.TokenReply;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.FormBody;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The built-in issuer over HTTP, as the Azure clients expect it (key-vault reference, section 1.6):
 * the client credentials grant, the discovery document, and the public keys.
 */
final class TokenApi {

  private static final String JSON = "application/json";

  private final Tenants tenants;
  private final TokenIssuer issuer;
  private final Clock clock;

  TokenApi(Tenants tenants, TokenIssuer issuer, Clock clock) {
    this.tenants = tenants;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** {@code POST /{tenant}/oauth2/v2.0/token}. Parameters that it does not know it ignores. */
  void token(Exchange exchange) throws IOException {
    try {
      TokenReply reply = grant(exchange);
      exchange.reply(
          200,
          new TokenAnswer(
              TokenReply.TOKEN_TYPE,
              reply.expiresInSeconds(),
              reply.expiresInSeconds(),
              reply.accessToken()));
    } catch (OAuthRefusal refusal) {
      refuse(exchange, refusal.status, refusal.error, refusal.getMessage());
    } catch (CustodyException refused) {
      boolean client = refused.error() == CustodyError.CLIENT_INVALID;
      refuse(
          exchange,
          client ? 401 : 400,
          client ? "invalid_client" : "invalid_scope",
          refused.getMessage());
    }
  }

  private TokenReply grant(Exchange exchange) throws IOException {
    FormBody form = exchange.form();
    String grantType = form.field("grant_type").orElse("");
    if (!grantType.equals("client_credentials")) {
      throw new OAuthRefusal(
          400,
          "unsupported_grant_type",
          "AADSTS70003: The app requested an unsupported grant type. Use client_credentials.");
    }
    Client client = Client.of(exchange, form);
    // An unknown tenant answers like a wrong secret: who is a tenant here is nobody's business.
    UUID tenantId = tenant(exchange.path("tenant")).map(Tenant::id).orElse(new UUID(0, 0));
    return issuer.clientCredentials(
        tenantId, client.id, client.secret, form.field("scope").orElse(""));
  }

  private void refuse(Exchange exchange, int status, String error, String description)
      throws IOException {
    if (status == 401) {
      exchange.setHeader("WWW-Authenticate", "Basic");
    }
    String trace = UUID.randomUUID().toString();
    String correlation =
        exchange.header("client-request-id").filter(TokenApi::isId).orElseGet(() -> trace);
    exchange.reply(
        status,
        new OAuthError(
            error,
            description,
            errorCodes(description),
            clock.instant().toString(),
            trace,
            correlation));
  }

  private static List<Integer> errorCodes(String description) {
    String digits = description.replaceFirst("^AADSTS(\\d{1,8}):.*", "$1");
    return digits.equals(description) ? List.of() : List.of(Integer.valueOf(digits));
  }

  private static boolean isId(String text) {
    return text.matches("[0-9a-fA-F-]{36}");
  }

  /** {@code GET /{tenant}/v2.0/.well-known/openid-configuration}. */
  void discovery(Exchange exchange) throws IOException {
    UUID id =
        tenant(exchange.path("tenant")).map(Tenant::id).orElseThrow(ProblemException::notFound);
    String base = issuer.issuer().authority() + "/" + id;
    exchange.reply(
        200,
        new Discovery(
            issuer.issuer().forTenant(id),
            base + "/oauth2/v2.0/authorize",
            base + "/oauth2/v2.0/token",
            base + "/oauth2/v2.0/devicecode",
            base + "/discovery/v2.0/keys",
            base + "/oauth2/v2.0/logout",
            List.of("client_secret_post", "client_secret_basic"),
            List.of("token"),
            List.of("pairwise"),
            List.of("RS256"),
            List.of("client_credentials")));
  }

  /** {@code GET /{tenant}/discovery/v2.0/keys}: the keys are the same for every tenant. */
  void keys(Exchange exchange) {
    exchange.reply(200, JSON, issuer.jwksJson().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Tenant> tenant(String idOrName) {
    try {
      return tenants.find(UUID.fromString(idOrName));
    } catch (IllegalArgumentException notAnId) {
      return tenants.findByName(idOrName);
    }
  }

  /** Who asks for a token, from the body or from the Basic scheme (RFC 6749, section 2.3.1). */
  private record Client(String id, String secret) {

    private static final String BASIC = "Basic ";

    static Client of(Exchange exchange, FormBody form) {
      Optional<String> header = exchange.header("Authorization").filter(h -> h.startsWith(BASIC));
      if (header.isEmpty()) {
        return new Client(
            form.field("client_id").orElse(""), form.field("client_secret").orElse(""));
      }
      try {
        byte[] decoded = Base64.getDecoder().decode(header.get().substring(BASIC.length()));
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        return new Client(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      } catch (IllegalArgumentException malformed) {
        throw new OAuthRefusal(
            400, "invalid_request", "AADSTS900144: The Basic credentials are malformed.");
      }
    }

    private static String decode(String formEncoded) {
      return URLDecoder.decode(formEncoded, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  /** A refusal in the words of OAuth, which knows no problems of RFC 9457. */
  private static final class OAuthRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    OAuthRefusal(int status, String error, String description) {
      super(description);
      this.status = status;
      this.error = error;
    }
  }

  private record TokenAnswer(
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn,
      @JsonProperty("ext_expires_in") long extExpiresIn,
      @JsonProperty("access_token") String accessToken) {}

  private record OAuthError(
      @JsonProperty("error") String error,
      @JsonProperty("error_description") String description,
      @JsonProperty("error_codes") List<Integer> codes,
      @JsonProperty("timestamp") String timestamp,
      @JsonProperty("trace_id") String traceId,
      @JsonProperty("correlation_id") String correlationId) {}

  private record Discovery(
      @JsonProperty("issuer") String issuer,
      @JsonProperty("authorization_endpoint") String authorization,
      @JsonProperty("token_endpoint") String token,
      @JsonProperty("device_authorization_endpoint") String device,
      @JsonProperty("jwks_uri") String keys,
      @JsonProperty("end_session_endpoint") String logout,
      @JsonProperty("token_endpoint_auth_methods_supported") List<String> clientAuthentication,
      @JsonProperty("response_types_supported") List<String> responseTypes,
      @JsonProperty("subject_types_supported") List<String> subjectTypes,
      @JsonProperty("id_token_signing_alg_values_supported") List<String> algorithms,
      @JsonProperty("grant_types_supported") List<String> grantTypes) {}
}
