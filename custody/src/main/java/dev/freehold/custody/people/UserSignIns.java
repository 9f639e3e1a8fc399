package dev.freehold.custody.people;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passkeys.ProvenPerson;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.custody.tokens.Scopes;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * The grants of tokens to people: by password, device code, authorization code or refresh token.
 * Each is recorded before its tokens are made. A client may say which tenant the person has to
 * belong to; if it does not, that argument is empty. Safe for use by many threads.
 */
public final class UserSignIns {

  private static final String CODE_GRANT = "authorization_code";

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final Users users;
  private final RefreshTokens refreshTokens;
  private final DeviceCodes deviceCodes;
  private final AuthorizationCodes authorizationCodes;
  private final OperatorSignIns operators;
  private final BrowserSessions sessions;

  /**
   * Signs {@code users} in, who are in {@code database}.
   *
   * @param sessions of the browsers that people and operators use at the console
   */
  public UserSignIns(
      Database database,
      Ledger ledger,
      Users users,
      BrowserSessions sessions,
      RandomSource random,
      Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.users = users;
    this.sessions = sessions;
    this.refreshTokens = new RefreshTokens(database, ledger, random, clock);
    this.deviceCodes = new DeviceCodes(database, ledger, random, clock, users);
    this.operators = new OperatorSignIns(database, ledger, clock, deviceCodes, sessions);
    this.authorizationCodes = new AuthorizationCodes(database, ledger, random, clock);
  }

  /** The devices that wait for people. */
  public DeviceCodes deviceCodes() {
    return deviceCodes;
  }

  /** The browsers that wait for operators. */
  public OperatorSignIns operators() {
    return operators;
  }

  /** The codes of those who have signed in on the page. */
  public AuthorizationCodes authorizationCodes() {
    return authorizationCodes;
  }

  /**
   * The password grant, for people who need no second factor.
   *
   * @throws CustodyException {@code AUDIENCE_INVALID}, {@code SECOND_FACTOR_NEEDED}, or as {@link
   *     Users#authenticate}
   */
  public UserGrant password(
      TokenIssuer issuer,
      Optional<UUID> tenantId,
      String userPrincipalName,
      Password password,
      SignInRequest asked) {
    Scopes.resourceOf(asked.scope());
    User user = users.authenticate(tenantId, userPrincipalName, password, asked.address());
    users.checks().requireNoSecond(user, asked.address());
    return begin(issuer, user, SignInFactors.PASSWORD, "password", asked);
  }

  /**
   * Gives tokens to somebody who has shown a password and a second factor on a page.
   *
   * @param grant how the ledger calls it, such as {@code authorization_code}
   * @throws CustodyException {@code AUDIENCE_INVALID}; {@code PASSWORD_WRONG} if the password is
   *     another one by now, or the person may not sign in any more
   */
  public UserGrant proven(
      TokenIssuer issuer, ProvenPerson person, String grant, SignInRequest asked) {
    Scopes.resourceOf(asked.scope());
    return begin(issuer, users.require(person), SignInFactors.PASSWORD_AND_SECOND, grant, asked);
  }

  /**
   * Gives tokens to somebody who has shown a password on a page and needs no more.
   *
   * @throws CustodyException {@code AUDIENCE_INVALID}, {@code SECOND_FACTOR_NEEDED}; {@code
   *     PASSWORD_WRONG} if the password is another one by now
   */
  public UserGrant password(TokenIssuer issuer, User user, SignInRequest asked) {
    Scopes.resourceOf(asked.scope());
    return begin(issuer, user, SignInFactors.PASSWORD, "password", asked);
  }

  private UserGrant begin(
      TokenIssuer issuer, User user, SignInFactors factors, String grant, SignInRequest asked) {
    Instant now = clock.instant();
    RefreshTokens.SignedIn signedIn = new RefreshTokens.SignedIn(now, factors);
    Optional<OpaqueToken> refresh =
        database.write(
            tx -> {
              UUID objectId = user.identity().objectId();
              if (!UserRows.signedIn(tx, objectId, user.revision(), now)) {
                throw UserErrors.wrong(); // it was changed in this moment
              }
              SecondFactors.requireEnough(tx, user.identity(), factors);
              return record(tx, UUID.randomUUID(), user, signedIn, grant, asked);
            });
    return grant(issuer, user, signedIn, asked, Optional.empty(), refresh);
  }

  /**
   * The device code grant; its scope is the one that the device began with.
   *
   * @param clientId the client that asks, which nobody checks
   */
  public DeviceAnswer deviceCode(
      TokenIssuer issuer,
      Optional<UUID> tenantId,
      String deviceCode,
      String clientId,
      String address) {
    Optional<byte[]> secret = OpaqueToken.bytes(deviceCode, OpaqueToken.SECRET_BYTES);
    if (secret.isEmpty()) {
      return new DeviceAnswer.Unknown();
    }
    SecretHash hash = SecretHash.of(secret.get());
    if (!deviceCodes.isKnown(hash)) {
      return new DeviceAnswer.Unknown();
    }
    Redemption redemption = database.write(tx -> redeem(tx, tenantId, hash, clientId, address));
    return switch (redemption) {
      case Redemption.Open open -> open.answer;
      case Redemption.Done done ->
          new DeviceAnswer.SignedIn(
              grant(issuer, done.user, done.signedIn, done.asked, Optional.empty(), done.refresh));
    };
  }

  private Redemption redeem(
      Handle tx, Optional<UUID> tenantId, SecretHash deviceHash, String clientId, String address) {
    return switch (deviceCodes.ask(tx, tenantId, deviceHash)) {
      case DeviceCodes.Standing.Answered known -> new Redemption.Open(known.answer());
      case DeviceCodes.Standing.Taken taken -> {
        SignInRequest wanted = new SignInRequest(clientId, taken.scope(), address);
        yield new Redemption.Done(
            taken.user(),
            taken.signedIn(),
            wanted,
            record(tx, UUID.randomUUID(), taken.user(), taken.signedIn(), "device_code", wanted));
      }
    };
  }

  /** What came of a device's question before there is a token. */
  private sealed interface Redemption {
    record Open(DeviceAnswer answer) implements Redemption {}

    record Done(
        User user,
        RefreshTokens.SignedIn signedIn,
        SignInRequest asked,
        Optional<OpaqueToken> refresh)
        implements Redemption {}
  }

  /**
   * The authorization code grant; its scope is the one that the client sent the browser with.
   *
   * @throws CustodyException {@code GRANT_INVALID}, the same for every reason
   */
  public UserGrant code(
      TokenIssuer issuer, Optional<UUID> tenantId, ShownCode shown, String address) {
    if (isOfConsole(shown.clientId())) {
      throw AuthorizationCodes.invalid();
    }
    Exchanged done = exchange(tenantId, shown, address, (tx, taken) -> begin(tx, taken, address));
    return grant(
        issuer,
        done.taken.user(),
        done.taken.signedIn(),
        done.asked,
        done.taken.asked().nonce(),
        done.refresh);
  }

  /**
   * The same for the web console, a part of this server: it gets a session and no tokens.
   *
   * @param shown with the client id {@link PublicClient#CONSOLE_APP_ID}
   * @param address where the browser's request comes from
   * @param browser by what the person recognises it; may be empty
   * @return what the browser shows from now on
   * @throws CustodyException {@code GRANT_INVALID}, the same for every reason
   */
  public OpaqueToken consoleCode(ShownCode shown, String address, String browser) {
    if (!isOfConsole(shown.clientId())) {
      throw AuthorizationCodes.invalid();
    }
    return exchange(
        Optional.empty(),
        shown,
        address,
        (tx, taken) -> {
          RefreshTokens.SignedIn signedIn = taken.signedIn();
          OpaqueToken session =
              sessions.begin(
                  tx, taken.user().identity(), signedIn.at(), signedIn.factors(), browser);
          record(tx, taken.user(), signedIn, CODE_GRANT, address);
          return session;
        });
  }

  private static boolean isOfConsole(String clientId) {
    return clientId.equalsIgnoreCase(PublicClient.CONSOLE_APP_ID.toString());
  }

  /** Takes the code, and makes of it what {@code begin} does in the same transaction. */
  private <T> T exchange(
      Optional<UUID> tenantId,
      ShownCode shown,
      String address,
      BiFunction<Handle, AuthorizationCodes.Taken, T> begin) {
    SecretHash hash = authorizationCodes.known(shown).orElseThrow(AuthorizationCodes::invalid);
    // What is refused has to stay used, so the refusal is thrown outside of the transaction.
    return database
        .write(
            tx ->
                authorizationCodes
                    .take(tx, tenantId, hash, shown, address)
                    .map(taken -> begin.apply(tx, taken)))
        .orElseThrow(AuthorizationCodes::invalid);
  }

  private Exchanged begin(Handle tx, AuthorizationCodes.Taken taken, String address) {
    CodeRequest wanted = taken.asked();
    SignInRequest asked = new SignInRequest(wanted.clientId(), wanted.scope(), address);
    return new Exchanged(
        taken, asked, record(tx, taken.id(), taken.user(), taken.signedIn(), CODE_GRANT, asked));
  }

  /** What a code was exchanged for, before there is a token. */
  private record Exchanged(
      AuthorizationCodes.Taken taken, SignInRequest asked, Optional<OpaqueToken> refresh) {}

  /**
   * The refresh token grant; the answer always has the next refresh token.
   *
   * @throws CustodyException {@code AUDIENCE_INVALID} or {@code GRANT_INVALID}
   */
  public UserGrant refresh(
      TokenIssuer issuer, Optional<UUID> tenantId, String refreshToken, SignInRequest asked) {
    Scopes.resourceOf(asked.scope());
    RefreshTokens.Refreshed refreshed =
        refreshTokens.exchange(tenantId, refreshToken, asked.address());
    return grant(
        issuer,
        refreshed.user(),
        refreshed.signedIn(),
        asked,
        Optional.empty(),
        Optional.of(refreshed.next()));
  }

  private Optional<OpaqueToken> record(
      Handle tx,
      UUID id,
      User user,
      RefreshTokens.SignedIn signedIn,
      String grant,
      SignInRequest asked) {
    Optional<OpaqueToken> refresh =
        asked.wantsRefreshToken()
            ? Optional.of(refreshTokens.begin(tx, id, user, signedIn, asked.clientId()))
            : Optional.empty();
    record(tx, user, signedIn, grant, asked.address());
    return refresh;
  }

  private void record(
      Handle tx, User user, RefreshTokens.SignedIn signedIn, String grant, String address) {
    ledger.append(tx, SignInEntries.done(user, grant, signedIn.factors(), address));
  }

  private static UserGrant grant(
      TokenIssuer issuer,
      User user,
      RefreshTokens.SignedIn signedIn,
      SignInRequest asked,
      Optional<String> nonce,
      Optional<OpaqueToken> refresh) {
    return new UserGrant(
        user,
        issuer.forUser(user, signedIn.at(), signedIn.factors(), Scopes.resourceOf(asked.scope())),
        asked.scope(),
        refresh.map(OpaqueToken::text),
        asked.wantsIdToken()
            ? Optional.of(
                issuer.idTokenOf(user, signedIn.at(), signedIn.factors(), asked.clientId(), nonce))
            : Optional.empty());
  }
}
