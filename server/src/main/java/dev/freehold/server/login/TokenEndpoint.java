package dev.freehold.server.login;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.people.UserSignIns;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenGrant;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.custody.tokens.TokenReply;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Issues tokens: to programs for their secret, to people for their password, through a device, for
 * a code from the sign-in page, or for a refresh token. It ignores unknown parameters. Every token
 * and every refusal is recorded before the answer is sent. Thread-safe.
 */
public final class TokenEndpoint {

  private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  /** The grants that there are. */
  static final List<String> GRANTS =
      List.of("client_credentials", "password", DEVICE_CODE, "authorization_code", "refresh_token");

  private static final Pattern CLIENT_ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private final Tenants tenants;
  private final TokenIssuer issuer;
  private final Ledger ledger;
  private final Clock clock;
  private final PeopleGrants people;
  private final FailedSignIns failures;

  /** Gives tokens of {@code issuer} to applications and people of {@code tenants}. */
  public TokenEndpoint(
      Tenants tenants, TokenIssuer issuer, UserSignIns signIns, Ledger ledger, Clock clock) {
    this.tenants = tenants;
    this.issuer = issuer;
    this.ledger = ledger;
    this.clock = clock;
    this.people = new PeopleGrants(tenants, issuer, signIns);
    this.failures = new FailedSignIns(clock);
  }

  /** Answers a request for a token; what is refused is answered in OAuth's own form. */
  public LoginReply token(TokenRequest request) {
    try {
      return LoginReply.ok(grant(request));
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

  /**
   * Answers a device that wants somebody to sign in for it.
   *
   * @param page where people type the code
   */
  public LoginReply device(TokenRequest request, URI page) {
    try {
      return LoginReply.ok(people.begin(request, page));
    } catch (LoginRefusal refusal) {
      return refusal.reply(request.correlationId(), clock.instant());
    } catch (CustodyException refused) {
      return refusal(refused).reply(request.correlationId(), clock.instant());
    }
  }

  private TokenAnswer grant(TokenRequest request) {
    String grantType =
        request.form().field("grant_type").orElseThrow(() -> LoginRefusal.missing("grant_type"));
    try {
      return switch (grantType) {
        case "client_credentials" -> TokenAnswer.of(ofClient(request));
        case "password" -> TokenAnswer.of(people.password(request));
        case DEVICE_CODE, "device_code" -> TokenAnswer.of(people.deviceCode(request));
        case "authorization_code" -> TokenAnswer.of(people.code(request));
        case "refresh_token" -> TokenAnswer.of(people.refresh(request));
        default ->
            throw LoginRefusal.badRequest(
                "unsupported_grant_type",
                "AADSTS70003: The app requested an unsupported grant type. Use one of %s."
                    .formatted(String.join(", ", GRANTS)));
      };
    } catch (CustodyException refused) {
      throw refusal(refused);
    }
  }

  /** Of what people's sign-ins throw; throws on what refuses nothing. */
  static LoginRefusal refusal(CustodyException refused) {
    String text = refused.getMessage();
    if (refused.error() == CustodyError.TOO_MANY_SIGN_INS) {
      return LoginRefusal.tooMany(CustodyLimits.SIGN_IN_WINDOW.toSeconds());
    }
    if (refused.error() == CustodyError.SIGN_INS_BUSY) {
      return LoginRefusal.busy("AADSTS90033: " + text);
    }
    if (refused.error() == CustodyError.AUDIENCE_INVALID) {
      return LoginRefusal.badRequest("invalid_scope", text);
    }
    if (refused.error() == CustodyError.PASSWORD_EXPIRED) {
      return LoginRefusal.expired(text);
    }
    if (refused.error() == CustodyError.SECOND_FACTOR_NEEDED) {
      return LoginRefusal.secondFactor(text);
    }
    if (refused.error() == CustodyError.PASSWORD_WRONG
        || refused.error() == CustodyError.GRANT_INVALID) {
      return LoginRefusal.badRequest("invalid_grant", text);
    }
    if (refused.error() == CustodyError.ROW_NOT_AUTHENTIC) {
      return LoginRefusal.ours(
          refused.code(),
          "this server's records of the caller were not written by it; its operator has to find out"
              + " who wrote to the database");
    }
    throw refused; // a fault of ours, which a client must not take for the end of its sign-in
  }

  private TokenReply ofClient(TokenRequest request) {
    ClientCredentials client = ClientCredentials.of(request.authorization(), request.form());
    try {
      return recorded(
          issuer
              .named(new IssuerName(request.own()))
              .clientCredentials(
                  Realm.tenantOf(request.tenant(), tenants),
                  client.id(),
                  client.secret(),
                  request.scope()),
          request);
    } catch (CustodyException refused) {
      throw refused.error() == CustodyError.CLIENT_INVALID
          ? wrongClient(refused, client, request)
          : refusal(refused);
    }
  }

  private TokenReply recorded(TokenGrant grant, TokenRequest request) {
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
    ledger.append(entry(Realm.NOBODYS, "anonymous", shown(client.id()), Outcome.REFUSED, request));
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
        Map.of(),
        Map.of(ActOrigin.ADDRESS, request.remoteAddress()));
  }

  /**
   * What a stranger wrote, if it can be a client id at all: it is hashed as it is, and people write
   * their name or even the secret into the wrong field.
   */
  static String shown(String clientId) {
    return CLIENT_ID.matcher(clientId).matches() ? clientId : "unreadable";
  }
}
