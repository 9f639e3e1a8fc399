package dev.freehold.custody.passkeys;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.SignedInPerson;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayScope;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The passkeys that people make for themselves while they are signed in. They are listed and ended
 * with the other ways in. Safe for use by many threads.
 */
public final class Passkeys {

  /** What a person does who makes one with a token. */
  private static final String SUBJECT = "own-passkey";

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;
  private final PasskeyCeremony ceremony;

  /** Keeps them in {@code database}, which also holds the ledger's tables. */
  public Passkeys(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.ceremony = new PasskeyCeremony(database, clock);
  }

  /**
   * Begins to make one.
   *
   * @param owner who asks for it
   * @param user the same person
   * @param site where; empty for an address at which there are no passkeys
   * @throws CustodyException {@code PASSKEY_REFUSED} if there is none, {@code
   *     PASSKEY_LIMIT_REACHED}, {@code TOO_MANY_SIGN_INS}, {@code USER_NOT_FOUND} if the owner is
   *     no person, {@code TOKEN_INVALID} if the owner was signed out while this waited
   */
  public PasskeyOffer begin(Caller owner, User user, Optional<PasskeySite> site) {
    PasskeySite place = site.orElseThrow(Passkeys::siteUnknown);
    PasskeyCeremony.Asked asked = ceremony.register(user, place);
    OpaqueToken ticket = OpaqueToken.of(OpaqueToken.secret(random));
    database.write(
        tx -> {
          SignedInPerson.lock(tx, owner);
          requireRoom(tx, owner.objectId());
          SecondStepRows.insert(
              tx,
              new SecondStepRows.Row(
                  UUID.randomUUID(),
                  owner.tenantId(),
                  owner.objectId(),
                  SecondStepRows.Stage.OWN,
                  SUBJECT,
                  place.origin(),
                  owner.signOuts(),
                  0,
                  asked.kept(),
                  clock.instant().plus(CustodyLimits.SECOND_STEP_LIFETIME)),
              ticket,
              clock.instant());
          return ticket;
        });
    return new PasskeyOffer(ticket.text(), asked.options());
  }

  /**
   * Makes it.
   *
   * @param name by what the owner will recognise it, such as {@code Blue key}
   * @param made what the authenticator answered, as JSON
   * @throws CustodyException {@code NAME_INVALID}, {@code PASSKEY_REFUSED}, {@code
   *     PASSKEY_LIMIT_REACHED}, {@code TOKEN_INVALID} if the owner was signed out while this waited
   */
  public WayIn finish(Caller owner, String ticket, String name, String made) {
    Names.require("passkey", name);
    SecondStepRows.Row step =
        database
            .read(tx -> SecondStepRows.find(tx, new OpaqueToken(ticket), clock.instant()))
            .filter(row -> row.stage() == SecondStepRows.Stage.OWN)
            .filter(row -> row.tenantId().equals(owner.tenantId()))
            .filter(row -> row.objectId().equals(owner.objectId()))
            .filter(row -> row.revision() == owner.signOuts())
            .orElseThrow(PasskeyCeremony::refused);
    Passkey passkey = registered(step, made);
    return database.write(
        tx -> {
          SignedInPerson.lock(tx, owner);
          if (!SecondStepRows.remove(tx, step)) {
            throw PasskeyCeremony.refused(); // the same ticket was shown twice at once
          }
          return insert(tx, passkey, name);
        });
  }

  /** A wrong answer uses the ticket up; a right one does so together with what comes of it. */
  private Passkey registered(SecondStepRows.Row step, String made) {
    try {
      return ceremony.registered(step, made);
    } catch (CustodyException refused) {
      database.write(tx -> SecondStepRows.remove(tx, step));
      throw refused;
    }
  }

  /** Puts a new one in; its owner is locked. */
  WayIn insert(Handle tx, Passkey passkey, String name) {
    requireRoom(tx, passkey.objectId());
    if (PasskeyRows.isKnown(tx, passkey.credentialId())) {
      throw PasskeyCeremony.refused(); // somebody registered it in this moment
    }
    WayIn way =
        WayIn.of(
                passkey.id(),
                passkey.tenantId(),
                passkey.objectId(),
                WayKind.PASSKEY,
                WayScope.EVERYTHING,
                clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .labelled(name);
    PasskeyRows.insert(tx, passkey, way);
    ledger.append(
        tx,
        new LedgerEntry(
            way.tenantId(),
            way.objectId().toString(),
            "PasskeyCreate",
            way.objectId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("way", way.id().toString(), "host", passkey.rpId()),
            Map.of("name", name)));
    return way;
  }

  /**
   * Gives one of the owner's another name.
   *
   * @throws CustodyException {@code NAME_INVALID}, {@code WAY_IN_NOT_FOUND}
   */
  public WayIn rename(Caller owner, UUID wayId, String name) {
    Names.require("passkey", name);
    return database.write(
        tx -> {
          SignedInPerson.lock(tx, owner);
          WayIn way = requireOwn(tx, owner, wayId);
          WaysIn.relabel(tx, wayId, name);
          ledger.append(
              tx,
              new LedgerEntry(
                  way.tenantId(),
                  way.objectId().toString(),
                  "PasskeyRename",
                  way.objectId().toString(),
                  LedgerEntry.Outcome.DONE,
                  Map.of("way", wayId.toString()),
                  Map.of("name", name)));
          return way.labelled(name);
        });
  }

  /**
   * One of the owner's.
   *
   * @throws CustodyException {@code WAY_IN_NOT_FOUND}
   */
  public WayIn requireOwn(Caller owner, UUID wayId) {
    return database.read(tx -> requireOwn(tx, owner, wayId));
  }

  private WayIn requireOwn(Handle tx, Caller owner, UUID wayId) {
    return WaysIn.open(tx, WayKind.PASSKEY, wayId, owner.objectId(), clock.instant())
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.WAY_IN_NOT_FOUND,
                    "you have no such passkey; list those you have"));
  }

  private static void requireRoom(Handle tx, UUID objectId) {
    if (PasskeyRows.count(tx, objectId) >= CustodyLimits.MAX_PASSKEYS) {
      throw new CustodyException(
          CustodyError.PASSKEY_LIMIT_REACHED,
          "a person has at most %d passkeys; end one that is not used first"
              .formatted(CustodyLimits.MAX_PASSKEYS));
    }
  }

  private static CustodyException siteUnknown() {
    return new CustodyException(
        CustodyError.PASSKEY_REFUSED,
        "there are no passkeys at this address; open the server by its own name");
  }
}
