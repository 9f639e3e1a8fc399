package dev.freehold.server.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Grant;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IssuerName;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.custody.identity.TokenReply;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerEntry.Outcome;
import dev.freehold.server.http.FormBody;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives tokens. The one grant is that of client credentials. Parameters that it does not know it
 * ignores. Every token and every refusal is recorded before its answer goes out. Thread-safe.
 */
public final class TokenEndpoint {

  private static final UUID NOBODY = new UUID(0, 0);
  private static final int MAX_CLIENT_ID_CHARS = 64;

  private final Tenants tenants;
  private final TokenIssuer issuer;
  private final Ledger ledger;
  private final Clock clock;
  private final FailedSignIns failures;

  /** Gives tokens of {@code issuer} to applications of {@code tenants}. */
  public TokenEndpoint(Tenants tenants, TokenIssuer issuer, Ledger ledger, Clock clock) {
    this.tenants = tenants;
    this.issuer = issuer;
    this.ledger = ledger;
    this.clock = clock;
    this.failures = new FailedSignIns(clock);
  }

  /** Answers a request for a token; what is refused is answered in OAuth's own form. */
  public LoginReply token(TokenRequest request) {
    try {
      return LoginReply.ok(TokenAnswer.of(grant(request)));
    } catch (LoginRefusal refusal) {
      return refusal.reply(request.correlationId(), clock.instant());
    }
  }

  /** The answer to a body that is no form. */
  public LoginReply malformed(Optional<String> correlationId) {
    return LoginRefusal.badRequest(
            "invalid_request",
            "AADSTS900144: The body must be of the type application/x-www-form-urlencoded.")
        .reply(correlationId, clock.instant());
  }

  private TokenReply grant(TokenRequest request) {
    FormBody form = request.form();
    String grantType =
        form.field("grant_type").orElseThrow(() -> LoginRefusal.missing("grant_type"));
    if (!grantType.equals("client_credentials")) {
      throw LoginRefusal.badRequest(
          "unsupported_grant_type",
          "AADSTS70003: The app requested an unsupported grant type. Use client_credentials.");
    }
    ClientCredentials client = ClientCredentials.of(request.authorization(), form);
    try {
      return recorded(granted(request, client), request);
    } catch (CustodyException refused) {
      throw refused.error() == CustodyError.CLIENT_INVALID
          ? wrongClient(refused, client, request)
          : LoginRefusal.badRequest("invalid_scope", refused.getMessage());
    }
  }

  private Grant granted(TokenRequest request, ClientCredentials client) {
    // An unknown tenant answers like a wrong secret: who is a tenant here is nobody's business.
    Optional<UUID> tenant =
        switch (Realm.of(request.tenant(), tenants)) {
          case Realm.OfTenant known -> Optional.of(known.id());
          case Realm.OfClient _ -> Optional.empty();
          case Realm.OfNobody _ -> Optional.of(NOBODY);
        };
    return issuer
        .named(new IssuerName(request.own()))
        .clientCredentials(tenant, client.id(), client.secret(), scope(request.form()));
  }

  /** Version 1 of the protocol and AD FS name a resource where version 2 names a scope. */
  private static String scope(FormBody form) {
    return form.field("scope")
        .orElseGet(() -> form.field("resource").map(name -> name + "/.default").orElse(""));
  }

  private TokenReply recorded(Grant grant, TokenRequest request) {
    Identity identity = grant.identity();
    String actor = identity.objectId().toString();
    ledger.append(
        entry(identity.tenantId(), actor, identity.appId().toString(), Outcome.DONE, request));
    return grant.token();
  }

  private LoginRefusal wrongClient(
      CustodyException refused, ClientCredentials client, TokenRequest request) {
    if (failures.isOneTooMany(request.remoteAddress())) {
      return LoginRefusal.tooMany(FailedSignIns.WINDOW.toSeconds());
    }
    ledger.append(entry(NOBODY, "anonymous", shown(client.id()), Outcome.REFUSED, request));
    return LoginRefusal.wrongClient(refused.getMessage());
  }

  private static LedgerEntry entry(
      UUID tenant, String actor, String appId, Outcome outcome, TokenRequest request) {
    return new LedgerEntry(
        tenant,
        actor,
        "SignIn",
        appId,
        outcome,
        Map.of("callerIpAddress", request.remoteAddress()));
  }

  /** What a stranger wrote, if it can be a client id at all. */
  private static String shown(String clientId) {
    boolean plain = clientId.length() <= MAX_CLIENT_ID_CHARS && clientId.matches("[0-9A-Za-z-]+");
    return plain ? clientId : "unreadable";
  }

  private record TokenAnswer(
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn,
      @JsonProperty("ext_expires_in") long extExpiresIn,
      @JsonProperty("access_token") String accessToken) {

    static TokenAnswer of(TokenReply reply) {
      long seconds = reply.expiresInSeconds();
      return new TokenAnswer(TokenReply.TOKEN_TYPE, seconds, seconds, reply.accessToken());
    }
  }
}
