package dev.freehold.custody.people;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.passkeys.ProvenPerson;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.passwords.AttemptCounts;
import dev.freehold.custody.passwords.AttemptCounts.Bound;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.StrangerNetwork;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.custody.tokens.Scopes;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Sign-in for devices without a browser or a keyboard for passwords: a person signs in for them
 * elsewhere (RFC 8628). Waiting requests are in the database, so that every node knows them. Safe
 * for use by many threads.
 */
public final class DeviceCodes {

  private static final UUID NOBODYS = new UUID(0, 0);
  static final String DEVICE_ADDRESS = "deviceIpAddress";

  /** What the network may take from an interval without the device being told to slow down. */
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;
  private final Users users;
  private final AttemptCounts attempts;

  DeviceCodes(Database database, Ledger ledger, RandomSource random, Clock clock, Users users) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.users = users;
    this.attempts = AttemptCounts.of(database, clock, CustodyLimits.SIGN_IN_WINDOW);
  }

  private static List<Bound> begun(String address) {
    return List.of(
        new Bound(
            "device code", CustodyLimits.MAX_DEVICE_CODES_OF_NETWORK, StrangerNetwork.of(address)));
  }

  private static List<Bound> guessed(String address) {
    return List.of(
        new Bound(
            "user code",
            CustodyLimits.MAX_WRONG_USER_CODES_OF_NETWORK,
            StrangerNetwork.of(address)));
  }

  /**
   * Lets a device wait.
   *
   * @param tenantId whose person has to sign in; empty for anybody's
   * @throws CustodyException {@code AUDIENCE_INVALID}, {@code TOO_MANY_SIGN_INS}
   */
  public NewDeviceCode begin(Optional<UUID> tenantId, SignInRequest asked) {
    Scopes.resourceOf(asked.scope());
    return begin(tenantId, asked, CustodyLimits.DEVICE_CODE_LIFETIME);
  }

  /**
   * Lets a device, or a browser, wait for a while.
   *
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  NewDeviceCode begin(Optional<UUID> tenantId, SignInRequest asked, Duration lifetime) {
    if (!attempts.take(begun(asked.address()))) {
      throw tooMany();
    }
    byte[] secret = OpaqueToken.secret(random);
    UserCode userCode = UserCode.generate(random);
    Instant now = clock.instant();
    DeviceCodeRows.NewRow row =
        new DeviceCodeRows.NewRow(
            asked.clientId(),
            asked.scope(),
            asked.address(),
            CustodyLimits.DEVICE_CODE_INTERVAL.toSeconds(),
            now,
            now.plus(lifetime));
    database.write(
        tx -> {
          // They are told that they came too late for as long as they could have come in time.
          DeviceCodeRows.deleteEndedBefore(tx, now.minus(CustodyLimits.DEVICE_CODE_LIFETIME));
          if (DeviceCodeRows.count(tx, now) >= CustodyLimits.MAX_DEVICE_CODES) {
            throw tooMany();
          }
          DeviceCodeRows.insert(tx, SecretHash.of(secret), userCode.hash(), tenantId, row);
          return row;
        });
    return new NewDeviceCode(
        OpaqueToken.of(secret).text(), userCode, lifetime.toSeconds(), row.intervalSeconds());
  }

  /**
   * The device that waits under this code.
   *
   * @param address who asks; those who guess are held up
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  public Optional<WaitingDevice> find(UserCode code, String address) {
    return pending(code, address)
        .map(
            row ->
                new WaitingDevice(
                    row.clientId(),
                    Scopes.resourceOf(row.scope()),
                    row.askedFrom(),
                    row.createdAt()));
  }

  /**
   * The person who signs in for the device; nothing is approved by this.
   *
   * @return empty if no device waits under this code
   * @throws CustodyException as {@link Users#authenticate}
   */
  public Optional<User> authenticate(
      UserCode code, String userPrincipalName, Password password, String address) {
    return pending(code, address)
        .map(
            waiting ->
                users.authenticate(
                    Optional.ofNullable(waiting.tenantId()), userPrincipalName, password, address));
  }

  /**
   * Signs in for the device.
   *
   * @param user who has just shown the password, and needs no more than that
   * @return false if no device waits under this code
   * @throws CustodyException {@code SECOND_FACTOR_NEEDED}
   */
  public boolean approve(UserCode code, User user, String address) {
    return approve(code, user, SignInFactors.PASSWORD, address);
  }

  /**
   * The same for somebody who has shown a second factor.
   *
   * @throws CustodyException {@code PASSWORD_WRONG} if the password is another one by now, or the
   *     person may not sign in any more
   */
  public boolean approve(UserCode code, ProvenPerson person, String address) {
    return approve(code, users.require(person), SignInFactors.PASSWORD_AND_SECOND, address);
  }

  private boolean approve(UserCode code, User user, SignInFactors factors, String address) {
    Optional<DeviceCodeRows.Row> waiting = pending(code, address);
    return waiting.isPresent()
        && database.write(
            tx -> {
              SecondFactors.requireEnough(tx, user.identity(), factors);
              if (!DeviceCodeRows.approve(
                  tx, code.hash(), user.identity(), user.revision(), factors, clock.instant())) {
                return false;
              }
              ledger.append(tx, approval(user, factors, waiting.get(), address));
              return true;
            });
  }

  private static LedgerEntry approval(
      User user, SignInFactors factors, DeviceCodeRows.Row device, String address) {
    return new LedgerEntry(
        user.identity().tenantId(),
        user.identity().objectId().toString(),
        "DeviceCodeApprove",
        PublicClient.APP_ID.toString(),
        LedgerEntry.Outcome.DONE,
        Map.of(
            "clientId", device.clientId(), SignInEntries.METHODS, SignInEntries.methods(factors)),
        Map.of(ActOrigin.ADDRESS, address, DEVICE_ADDRESS, device.askedFrom()));
  }

  /**
   * Tells the device that nobody will sign in for it.
   *
   * @return false if no device waits under this code
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  public boolean decline(UserCode code, String address) {
    Optional<DeviceCodeRows.Row> waiting = pending(code, address);
    return waiting.isPresent()
        && database.write(
            tx -> {
              boolean declined = DeviceCodeRows.decline(tx, code.hash(), clock.instant());
              if (declined) {
                ledger.append(tx, refusal(waiting.get(), address));
              }
              return declined;
            });
  }

  /** Anyone who declines has shown nothing but that the code was seen. */
  private static LedgerEntry refusal(DeviceCodeRows.Row device, String address) {
    return new LedgerEntry(
        Optional.ofNullable(device.tenantId()).orElse(NOBODYS),
        "anonymous",
        "DeviceCodeDecline",
        PublicClient.APP_ID.toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("clientId", device.clientId()),
        Map.of(ActOrigin.ADDRESS, address, DEVICE_ADDRESS, device.askedFrom()));
  }

  private Optional<DeviceCodeRows.Row> pending(UserCode code, String address) {
    return pending(code, address, row -> !row.isForOperator());
  }

  /**
   * What waits under this code.
   *
   * @param isMeant whether it is of the kind that the caller may answer; the others are not there
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  Optional<DeviceCodeRows.Row> pending(
      UserCode code, String address, Predicate<DeviceCodeRows.Row> isMeant) {
    if (!attempts.take(guessed(address))) {
      throw tooMany();
    }
    Optional<DeviceCodeRows.Row> row =
        database
            .read(tx -> DeviceCodeRows.pendingByUser(tx, code.hash(), clock.instant()))
            .filter(isMeant);
    if (row.isPresent()) {
      attempts.giveBack(guessed(address));
    }
    return row;
  }

  /** Where a device stands: it waits on, it is over, or somebody has signed in for it. */
  sealed interface Standing {

    /** The answer is known already. */
    record Answered(DeviceAnswer answer) implements Standing {}

    /** This person has; the code is used up. */
    record Taken(User user, RefreshTokens.SignedIn signedIn, String scope) implements Standing {}
  }

  /** Whether there is a device of this code, so that strangers' guesses need no transaction. */
  boolean isKnown(SecretHash deviceHash) {
    return database.read(tx -> DeviceCodeRows.byDevice(tx, deviceHash)).isPresent();
  }

  /** Answers a device that asks; in the caller's transaction, which records what it makes of it. */
  Standing ask(Handle tx, Optional<UUID> tenantId, SecretHash deviceHash) {
    Optional<DeviceCodeRows.Row> found =
        DeviceCodeRows.byDevice(tx, deviceHash)
            .filter(row -> !row.isForOperator())
            .filter(row -> matches(tenantId, Optional.ofNullable(row.tenantId())));
    if (found.isEmpty()) {
      return new Standing.Answered(new DeviceAnswer.Unknown());
    }
    DeviceCodeRows.Row row = found.get();
    Instant now = clock.instant();
    if (!now.isBefore(row.expiresAt())) {
      return new Standing.Answered(new DeviceAnswer.Expired());
    }
    return switch (row.state()) {
      case PENDING -> new Standing.Answered(poll(tx, row, now));
      case DECLINED -> new Standing.Answered(new DeviceAnswer.Declined());
      case APPROVED -> take(tx, row, now);
    };
  }

  private static boolean matches(Optional<UUID> asked, Optional<UUID> kept) {
    return asked.isEmpty() || kept.isEmpty() || asked.equals(kept);
  }

  private static DeviceAnswer poll(Handle tx, DeviceCodeRows.Row row, Instant now) {
    Instant due = row.polledAt().plusSeconds(row.intervalSeconds()).minus(TOLERANCE);
    boolean isTooSoon = now.isBefore(due);
    long interval =
        isTooSoon
            ? Math.min(
                row.intervalSeconds() + CustodyLimits.DEVICE_CODE_INTERVAL.toSeconds(),
                CustodyLimits.MAX_DEVICE_CODE_INTERVAL.toSeconds())
            : row.intervalSeconds();
    DeviceCodeRows.polled(tx, row.deviceHash(), interval, now);
    return isTooSoon ? new DeviceAnswer.SlowDown() : new DeviceAnswer.Pending();
  }

  private static Standing take(Handle tx, DeviceCodeRows.Row row, Instant now) {
    DeviceCodeRows.requireApproved(tx, row);
    Optional<User> user =
        UserRows.byObjectId(tx, row.tenantId(), row.objectId())
            .map(UserRows.Row::user)
            .filter(found -> found.identity().enabled())
            .filter(_ -> WaysIn.open(tx, WayKind.DEVICE, row.id(), row.objectId(), now).isPresent())
            .filter(_ -> isTaken(tx, row, now))
            .filter(
                _ -> !SecondFactors.isTooLittle(tx, row.tenantId(), row.objectId(), row.factors()));
    user.ifPresent(_ -> WaysIn.end(tx, row.id(), WayEnd.USED, now));
    return user.<Standing>map(found -> taken(found, row))
        .orElseGet(() -> new Standing.Answered(new DeviceAnswer.Unknown()));
  }

  /** The person has not signed in before the device began to wait. */
  private static Standing.Taken taken(User user, DeviceCodeRows.Row row) {
    return new Standing.Taken(
        user, new RefreshTokens.SignedIn(row.createdAt(), row.factors()), row.scope());
  }

  /**
   * Whether the code was there and is that of the present password; it goes in either case. The
   * person's row before the code's, as where somebody ends all sign-ins.
   */
  private static boolean isTaken(Handle tx, DeviceCodeRows.Row row, Instant now) {
    boolean isOfPresent = UserRows.signedIn(tx, row.objectId(), row.revision(), now);
    return DeviceCodeRows.take(tx, row.deviceHash()) && isOfPresent;
  }

  private static CustodyException tooMany() {
    return new CustodyException(
        CustodyError.TOO_MANY_SIGN_INS,
        "too many codes were asked for or typed wrong; wait %d minutes"
            .formatted(CustodyLimits.SIGN_IN_WINDOW.toMinutes()));
  }
}
