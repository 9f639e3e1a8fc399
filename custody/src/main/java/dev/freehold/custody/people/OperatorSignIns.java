package dev.freehold.custody.people;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sign-ins of operators at the console. Operators are programs without a password, and their secret
 * has to stay out of browsers. So a browser waits as a device does, and the operator approves its
 * code elsewhere, with a token that is newer than the code. Only the browser that began can go on,
 * once. Safe for use by many threads.
 */
public final class OperatorSignIns {

  /** What such a browser has for a scope. It names no resource, so no device can ask for it. */
  static final String SCOPE = "console";

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final DeviceCodes devices;
  private final BrowserSessions sessions;

  OperatorSignIns(
      Database database,
      Ledger ledger,
      Clock clock,
      DeviceCodes devices,
      BrowserSessions sessions) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.devices = devices;
    this.sessions = sessions;
  }

  /**
   * Lets a browser wait for {@link CustodyLimits#OPERATOR_CODE_LIFETIME}.
   *
   * @param address where its request comes from
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  public NewDeviceCode begin(String address) {
    return devices.begin(
        Optional.empty(),
        new SignInRequest(PublicClient.CONSOLE_APP_ID.toString(), SCOPE, address),
        CustodyLimits.OPERATOR_CODE_LIFETIME);
  }

  /**
   * The browser that waits under this code, for the operator to look at.
   *
   * @param address who asks; those who guess are held up
   * @throws CustodyException {@code SIGN_IN_CODE_UNKNOWN}, {@code TOO_MANY_SIGN_INS}
   */
  public WaitingBrowser require(UserCode code, String address) {
    DeviceCodeRows.Row row = pending(code, address);
    return new WaitingBrowser(row.askedFrom(), row.createdAt(), row.expiresAt());
  }

  /**
   * Signs the operator in at the browser that waits under this code.
   *
   * @param operator whose token is newer than the code, and than the operator's secret
   * @throws CustodyException {@code SIGN_IN_CODE_UNKNOWN}, {@code TOO_MANY_SIGN_INS}; {@code
   *     SIGN_IN_NOT_RECENT} if the secret was not shown since the browser began, such as for a
   *     token that somebody took, or if it was replaced since
   */
  public void approve(UserCode code, Caller operator, String address) {
    DeviceCodeRows.Row waiting = pending(code, address);
    requireShownSince(waiting.createdAt(), operator);
    boolean isApproved =
        database.write(
            tx -> {
              IdentityRows.lock(tx, operator.tenantId(), operator.objectId());
              Identity identity = require(tx, operator);
              requireShownSince(secretMadeAt(tx, identity), operator);
              boolean isDone =
                  DeviceCodeRows.approve(
                      tx,
                      code.hash(),
                      identity,
                      identity.signOuts(),
                      SignInFactors.CODE,
                      clock.instant());
              if (isDone) {
                ledger.append(tx, entry(operator, "DeviceCodeApprove", waiting, address));
              }
              return isDone;
            });
    if (!isApproved) {
      throw unknown();
    }
  }

  /** When the present secret was made: what the former one gave is older. */
  private Instant secretMadeAt(Handle tx, Identity operator) {
    return WaysIn.open(tx, WayKind.SECRET, operator.objectId(), clock.instant())
        .map(WayIn::madeAt)
        .orElseThrow(OperatorSignIns::unknown);
  }

  /** A program's token has the time in whole seconds. */
  private static void requireShownSince(Instant since, Caller operator) {
    Instant second = since.truncatedTo(ChronoUnit.SECONDS);
    boolean isShown =
        operator.factors() == SignInFactors.SECRET
            && operator.signedInAt().filter(at -> !at.isBefore(second)).isPresent();
    if (!isShown) {
      throw new CustodyException(
          CustodyError.SIGN_IN_NOT_RECENT,
          "the token is older than the code of the browser or than the operator's secret; get a new"
              + " one with the secret and approve again");
    }
  }

  private static Identity require(Handle tx, Caller operator) {
    return IdentityRows.byObjectId(tx, operator.tenantId(), operator.objectId())
        .map(IdentityRows.Row::identity)
        .filter(identity -> mayCome(identity, operator.signOuts()))
        .orElseThrow(OperatorSignIns::unknown);
  }

  private static boolean mayCome(Identity identity, long signOuts) {
    return identity.kind() == Identity.Kind.APPLICATION
        && identity.roles().contains(Role.OPERATOR)
        && identity.enabled()
        && identity.signOuts() == signOuts;
  }

  /**
   * Tells the browser that no operator will sign in there.
   *
   * @throws CustodyException {@code SIGN_IN_CODE_UNKNOWN}, {@code TOO_MANY_SIGN_INS}
   */
  public void decline(UserCode code, Caller operator, String address) {
    DeviceCodeRows.Row waiting = pending(code, address);
    boolean isDeclined =
        database.write(
            tx -> {
              boolean isDone = DeviceCodeRows.decline(tx, code.hash(), clock.instant());
              if (isDone) {
                ledger.append(tx, entry(operator, "DeviceCodeDecline", waiting, address));
              }
              return isDone;
            });
    if (!isDeclined) {
      throw unknown();
    }
  }

  private DeviceCodeRows.Row pending(UserCode code, String address) {
    return devices
        .pending(code, address, DeviceCodeRows.Row::isForOperator)
        .orElseThrow(OperatorSignIns::unknown);
  }

  private static LedgerEntry entry(
      Caller operator, String operation, DeviceCodeRows.Row waiting, String address) {
    return new LedgerEntry(
        operator.tenantId(),
        operator.objectId().toString(),
        operation,
        operator.appId().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("clientId", waiting.clientId()),
        Map.of(ActOrigin.ADDRESS, address, DeviceCodes.DEVICE_ADDRESS, waiting.askedFrom()));
  }

  /** Whether a browser may still go on with this; nothing changes by asking. */
  public boolean isOpen(String deviceCode) {
    return hash(deviceCode)
        .flatMap(hash -> database.read(tx -> found(tx, hash)))
        .filter(row -> row.state() != DeviceCodeRows.State.DECLINED)
        .isPresent();
  }

  private static Optional<SecretHash> hash(String deviceCode) {
    return OpaqueToken.bytes(deviceCode, OpaqueToken.SECRET_BYTES).map(SecretHash::of);
  }

  private Optional<DeviceCodeRows.Row> found(Handle tx, SecretHash hash) {
    return DeviceCodeRows.byDevice(tx, hash)
        .filter(DeviceCodeRows.Row::isForOperator)
        .filter(row -> clock.instant().isBefore(row.expiresAt()));
  }

  /**
   * Answers a browser; one that gets in has used up its code, and has a session.
   *
   * @param deviceCode what only this browser has
   * @param address where its request comes from
   * @param browser by what the operator recognises it; may be empty
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public OperatorAnswer ask(String deviceCode, String address, String browser) {
    Optional<SecretHash> hash = hash(deviceCode).filter(devices::isKnown);
    return hash.isEmpty()
        ? new OperatorAnswer.Over()
        : database.write(tx -> ask(tx, hash.get(), address, browser));
  }

  private OperatorAnswer ask(Handle tx, SecretHash hash, String address, String browser) {
    Optional<DeviceCodeRows.Row> found = found(tx, hash);
    if (found.isEmpty()) {
      return new OperatorAnswer.Over();
    }
    return switch (found.get().state()) {
      case PENDING -> new OperatorAnswer.Waiting();
      case DECLINED -> new OperatorAnswer.Declined();
      case APPROVED -> take(tx, found.get(), address, browser);
    };
  }

  /** The operator's row before the code's, as where somebody ends all sign-ins. */
  private OperatorAnswer take(Handle tx, DeviceCodeRows.Row row, String address, String browser) {
    DeviceCodeRows.requireApproved(tx, row);
    IdentityRows.lock(tx, row.tenantId(), row.objectId());
    Instant now = clock.instant();
    Optional<Identity> operator =
        IdentityRows.byObjectId(tx, row.tenantId(), row.objectId())
            .map(IdentityRows.Row::identity)
            .filter(identity -> mayCome(identity, row.revision()))
            .filter(
                _ -> WaysIn.open(tx, WayKind.DEVICE, row.id(), row.objectId(), now).isPresent());
    boolean isFirst = DeviceCodeRows.take(tx, row.deviceHash());
    if (!isFirst || operator.isEmpty()) {
      return new OperatorAnswer.Over();
    }
    WaysIn.end(tx, row.id(), WayEnd.USED, now);
    // The operator has proved who they are since this browser began, and not before.
    OpaqueToken session =
        sessions.begin(tx, operator.get(), row.createdAt(), SignInFactors.CODE, browser);
    ledger.append(tx, signIn(operator.get(), address));
    return new OperatorAnswer.SignedIn(session);
  }

  private static LedgerEntry signIn(Identity operator, String address) {
    return new LedgerEntry(
        operator.tenantId(),
        operator.objectId().toString(),
        "SignIn",
        operator.appId().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("grant", "device_code"),
        Map.of(ActOrigin.ADDRESS, address));
  }

  private static CustodyException unknown() {
    return new CustodyException(
        CustodyError.SIGN_IN_CODE_UNKNOWN,
        "no browser waits under this code; check the letters, it is good for %d minutes and once"
            .formatted(CustodyLimits.OPERATOR_CODE_LIFETIME.toMinutes()));
  }
}
