package dev.freehold.custody.passkeys;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.LastUses;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What follows the password where a person has a passkey, or the tenant requires a second factor:
 * the person signs with a passkey, types a recovery code, or makes the first passkey. What is
 * between two steps is in the database, so any node goes on. Safe for use by many threads.
 */
public final class SecondFactors {

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;
  private final PasskeyCeremony ceremony;
  private final Passkeys passkeys;
  private final RecoveryCodes codes;
  private final LastUses lastUses;

  /** Keeps what it has to in {@code database}, which also holds the ledger's tables. */
  public SecondFactors(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.ceremony = new PasskeyCeremony(database, clock);
    this.passkeys = new Passkeys(database, ledger, random, clock);
    this.codes = new RecoveryCodes(database, ledger, random, clock);
    this.lastUses = new LastUses(database, clock);
  }

  /**
   * Tells whether a password alone lets this person in nowhere.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static boolean areNeeded(Handle tx, UUID tenantId, UUID objectId) {
    return PasskeyRows.count(tx, objectId) > 0 || SecondFactorRule.isRequired(tx, tenantId);
  }

  /**
   * Tells whether what a person showed lets the person in nowhere any more. A rule of the time
   * after somebody has signed in counts too.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static boolean isTooLittle(Handle tx, UUID tenantId, UUID objectId, SignInFactors shown) {
    return !shown.hasSecond() && areNeeded(tx, tenantId, objectId);
  }

  /**
   * Makes sure that what a person showed lets the person in.
   *
   * @throws CustodyException {@code SECOND_FACTOR_NEEDED}
   */
  public static void requireEnough(Handle tx, Identity person, SignInFactors shown) {
    if (isTooLittle(tx, person.tenantId(), person.objectId(), shown)) {
      throw needed();
    }
  }

  /** The refusal of somebody whose password was right. */
  public static CustodyException needed() {
    return new CustodyException(
        CustodyError.SECOND_FACTOR_NEEDED,
        "AADSTS50076: You must use a second factor to sign in. Sign in with a browser or with a"
            + " device code, which ask for it.");
  }

  /** The same as {@link #areNeeded(Handle, UUID, UUID)} in a transaction of its own. */
  public boolean areNeeded(UUID tenantId, UUID objectId) {
    return database.read(tx -> areNeeded(tx, tenantId, objectId));
  }

  /**
   * What is asked of somebody who has just shown the password.
   *
   * @param subject what the person signs in for; the answer has to name the same
   * @param site the page; empty if it is one without passkeys
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  public NextStep after(User user, String subject, Optional<PasskeySite> site) {
    UUID objectId = user.identity().objectId();
    if (!areNeeded(user.identity().tenantId(), objectId)) {
      return new NextStep.Nothing();
    }
    SecondStepRows.Stage stage =
        database.read(tx -> hasAny(tx, objectId))
            ? SecondStepRows.Stage.ASSERT
            : SecondStepRows.Stage.REGISTER;
    Optional<PasskeyCeremony.Asked> asked =
        switch (stage) {
          case REGISTER -> site.map(place -> ceremony.register(user, place));
          case ASSERT -> site.flatMap(place -> ceremony.sign(objectId, place));
          case OWN, PROVEN -> Optional.empty();
        };
    SecondStepRows.Row row =
        new SecondStepRows.Row(
            UUID.randomUUID(),
            user.identity().tenantId(),
            objectId,
            stage,
            subject,
            site.map(PasskeySite::origin).orElse(null),
            user.revision(),
            0,
            asked.map(PasskeyCeremony.Asked::kept).orElse(null),
            clock.instant().plus(CustodyLimits.SECOND_STEP_LIFETIME));
    return shown(row, keep(row), asked);
  }

  private static boolean hasAny(Handle tx, UUID objectId) {
    return PasskeyRows.count(tx, objectId) > 0 || RecoveryCodeRows.count(tx, objectId) > 0;
  }

  private OpaqueToken keep(SecondStepRows.Row row) {
    OpaqueToken ticket = OpaqueToken.of(OpaqueToken.secret(random));
    database.write(
        tx -> {
          SecondStepRows.insert(tx, row, ticket, clock.instant());
          return ticket;
        });
    return ticket;
  }

  private static NextStep shown(
      SecondStepRows.Row row, OpaqueToken ticket, Optional<PasskeyCeremony.Asked> asked) {
    Optional<String> options = asked.map(PasskeyCeremony.Asked::options);
    return row.stage() == SecondStepRows.Stage.REGISTER
        ? new NextStep.Registration(ticket.text(), options)
        : new NextStep.Proof(ticket.text(), options);
  }

  /**
   * Takes an answer. The ticket is used up by it; if there is more to do, there is another.
   *
   * @param subject as it was given to {@link #after}
   * @param address where the request comes from
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public StepOutcome answer(String ticket, String subject, StepAnswer answer, String address) {
    Optional<SecondStepRows.Row> found =
        database
            .write(tx -> SecondStepRows.take(tx, new OpaqueToken(ticket), clock.instant()))
            .filter(row -> row.subject().equals(subject));
    if (found.isEmpty()) {
      return new StepOutcome.Over();
    }
    SecondStepRows.Row row = found.get();
    return switch (answer) {
      case StepAnswer.Signature signature when row.stage() == SecondStepRows.Stage.ASSERT ->
          signature(row, signature.json(), address);
      case StepAnswer.Code code when row.stage() == SecondStepRows.Stage.ASSERT ->
          code(row, code.typed(), address);
      case StepAnswer.NewKey made when row.stage() == SecondStepRows.Stage.REGISTER ->
          newKey(row, made);
      case StepAnswer.GoOn _ when row.stage() == SecondStepRows.Stage.PROVEN -> done(row);
      case StepAnswer.Signature _, StepAnswer.Code _, StepAnswer.NewKey _, StepAnswer.GoOn _ ->
          new StepOutcome.Over();
    };
  }

  private StepOutcome signature(SecondStepRows.Row row, String json, String address) {
    if (row.challenge() == null) {
      return wrong(row, address);
    }
    return switch (ceremony.signed(row, json)) {
      case PasskeyCeremony.Signed.Good good ->
          database.write(tx -> PasskeyRows.used(tx, good.passkey(), good.signCount()))
              ? used(row, good.passkey().id())
              : copied(row, good.passkey(), good.signCount(), address);
      case PasskeyCeremony.Signed.Copied copied ->
          copied(row, copied.passkey(), copied.signCount(), address);
      case PasskeyCeremony.Signed.Wrong _ -> wrong(row, address);
    };
  }

  private StepOutcome used(SecondStepRows.Row row, UUID wayId) {
    lastUses.note(wayId);
    return done(row);
  }

  private static StepOutcome done(SecondStepRows.Row row) {
    return new StepOutcome.Done(new ProvenPerson(row.tenantId(), row.objectId(), row.revision()));
  }

  private StepOutcome copied(
      SecondStepRows.Row row, Passkey passkey, long signCount, String address) {
    ledger.append(
        entry(
            row,
            "PasskeyCounterRegression",
            Map.of(
                "way", passkey.id().toString(),
                "shown", Long.toString(signCount),
                "known", Long.toString(passkey.signCount())),
            address));
    return again(row);
  }

  private StepOutcome code(SecondStepRows.Row row, String typed, String address) {
    Optional<UUID> way =
        database.write(tx -> codes.use(tx, row.tenantId(), row.objectId(), typed, address));
    return way.map(id -> used(row, id)).orElseGet(() -> wrong(row, address));
  }

  private StepOutcome wrong(SecondStepRows.Row row, String address) {
    ledger.append(entry(row, "SecondFactorCheck", Map.of(), address));
    return again(row);
  }

  /** Asks anew, with another challenge, in the time that is left. */
  private StepOutcome again(SecondStepRows.Row row) {
    if (row.tries() + 1 >= CustodyLimits.MAX_SECOND_STEP_TRIES) {
      return new StepOutcome.Over();
    }
    Optional<PasskeyCeremony.Asked> asked =
        Optional.ofNullable(row.origin()).flatMap(_ -> ceremony.sign(row.objectId(), row.site()));
    SecondStepRows.Row next =
        new SecondStepRows.Row(
            UUID.randomUUID(),
            row.tenantId(),
            row.objectId(),
            row.stage(),
            row.subject(),
            row.origin(),
            row.revision(),
            row.tries() + 1,
            asked.map(PasskeyCeremony.Asked::kept).orElse(null),
            row.expiresAt());
    return new StepOutcome.More(shown(next, keep(next), asked), true);
  }

  private StepOutcome newKey(SecondStepRows.Row row, StepAnswer.NewKey made) {
    if (row.challenge() == null) {
      return new StepOutcome.Over();
    }
    Passkey passkey = ceremony.registered(row, made.json());
    OpaqueToken ticket = OpaqueToken.of(OpaqueToken.secret(random));
    Instant now = clock.instant();
    return database.write(
        tx -> {
          IdentityRows.lock(tx, row.tenantId(), row.objectId());
          // The password of this row may have been changed, or somebody else been faster with it.
          if (!isAsShown(tx, row) || hasAny(tx, row.objectId())) {
            return new StepOutcome.Over();
          }
          passkeys.insert(tx, passkey, made.name());
          NewRecoveryCodes fresh = codes.create(tx, row.tenantId(), row.objectId());
          SecondStepRows.insert(
              tx,
              new SecondStepRows.Row(
                  UUID.randomUUID(),
                  row.tenantId(),
                  row.objectId(),
                  SecondStepRows.Stage.PROVEN,
                  row.subject(),
                  row.origin(),
                  row.revision(),
                  0,
                  null,
                  now.plus(CustodyLimits.SECOND_STEP_LIFETIME)),
              ticket,
              now);
          return new StepOutcome.More(new NextStep.Codes(ticket.text(), fresh), false);
        });
  }

  private static boolean isAsShown(Handle tx, SecondStepRows.Row row) {
    boolean isEnabled =
        IdentityRows.byObjectId(tx, row.tenantId(), row.objectId())
            .map(IdentityRows.Row::identity)
            .filter(Identity::enabled)
            .isPresent();
    return isEnabled && SecondStepRows.isOfPresentPassword(tx, row);
  }

  private static LedgerEntry entry(
      SecondStepRows.Row row, String operation, Map<String, String> details, String address) {
    return new LedgerEntry(
        row.tenantId(),
        "anonymous",
        operation,
        row.objectId().toString(),
        LedgerEntry.Outcome.REFUSED,
        details,
        Map.of(ActOrigin.ADDRESS, address));
  }
}
