package dev.freehold.custody.people;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.tokens.Scopes;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The grants of tokens to people: by password, device code or refresh token. Each is recorded
 * before its tokens are made. A client may say which tenant the person has to belong to; if it does
 * not, that argument is empty. Safe for use by many threads.
 */
public final class UserSignIns {

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final Users users;
  private final RefreshTokens refreshTokens;
  private final DeviceCodes deviceCodes;

  /** Signs {@code users} in, who are in {@code database}. */
  public UserSignIns(
      Database database, Ledger ledger, Users users, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.users = users;
    this.refreshTokens = new RefreshTokens(database, ledger, random, clock);
    this.deviceCodes = new DeviceCodes(database, ledger, random, clock, users);
  }

  /** The devices that wait for people. */
  public DeviceCodes deviceCodes() {
    return deviceCodes;
  }

  /**
   * The password grant.
   *
   * @throws CustodyException {@code AUDIENCE_INVALID}, or as {@link Users#authenticate}
   */
  public UserGrant password(
      TokenIssuer issuer,
      Optional<UUID> tenantId,
      String userPrincipalName,
      Password password,
      SignInRequest asked) {
    Scopes.resourceOf(asked.scope());
    User user = users.authenticate(tenantId, userPrincipalName, password, asked.address());
    Instant now = clock.instant();
    Optional<OpaqueToken> refresh =
        database.write(
            tx -> {
              UUID objectId = user.identity().objectId();
              if (!UserRows.signedIn(tx, objectId, user.revision(), now)) {
                throw UserErrors.wrong(); // it was changed in this moment
              }
              return record(tx, user, now, "password", asked);
            });
    return grant(issuer, user, now, asked, refresh);
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
              grant(issuer, done.user, done.signedInAt, done.asked, done.refresh));
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
            taken.signedInAt(),
            wanted,
            record(tx, taken.user(), taken.signedInAt(), "device_code", wanted));
      }
    };
  }

  /** What came of a device's question before there is a token. */
  private sealed interface Redemption {
    record Open(DeviceAnswer answer) implements Redemption {}

    record Done(User user, Instant signedInAt, SignInRequest asked, Optional<OpaqueToken> refresh)
        implements Redemption {}
  }

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
        issuer, refreshed.user(), refreshed.signedInAt(), asked, Optional.of(refreshed.next()));
  }

  private Optional<OpaqueToken> record(
      Handle tx, User user, Instant signedInAt, String grant, SignInRequest asked) {
    Optional<OpaqueToken> refresh =
        asked.wantsRefreshToken()
            ? Optional.of(refreshTokens.begin(tx, user, signedInAt, asked.clientId()))
            : Optional.empty();
    ledger.append(tx, SignInEntries.done(user, grant, asked.address()));
    return refresh;
  }

  private static UserGrant grant(
      TokenIssuer issuer,
      User user,
      Instant signedInAt,
      SignInRequest asked,
      Optional<OpaqueToken> refresh) {
    return new UserGrant(
        user,
        issuer.forUser(user, signedInAt, Scopes.resourceOf(asked.scope())),
        asked.scope(),
        refresh.map(OpaqueToken::text),
        asked.wantsIdToken()
            ? Optional.of(issuer.idTokenOf(user, asked.clientId()))
            : Optional.empty());
  }
}
