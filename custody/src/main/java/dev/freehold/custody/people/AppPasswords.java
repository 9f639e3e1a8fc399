package dev.freehold.custody.people;

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
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.secrets.SecretHash;
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
 * App passwords: each lets one program of a person into the person's mailbox, and nowhere else.
 * {@link IdentityChanges} lists and ends them with the other ways in. Safe for use by many threads.
 */
public final class AppPasswords {

  private static final UUID NOBODY = new UUID(0, 0);

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;

  /** Keeps them in {@code database}, which also holds the ledger's tables. */
  public AppPasswords(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes an app password.
   *
   * @param owner whose it is, and who asks for it
   * @param name by what the owner will recognise it, such as {@code Phone}
   * @throws CustodyException {@code NAME_INVALID}, {@code APP_PASSWORD_LIMIT_REACHED}, {@code
   *     USER_NOT_FOUND} if the owner is no person, {@code TOKEN_INVALID} if the owner was signed
   *     out or disabled while this waited
   */
  public NewAppPassword create(Caller owner, String name) {
    Names.require("app password", name);
    AppPassword password = AppPassword.generate(random);
    WayIn way =
        WayIn.of(
                UUID.randomUUID(),
                owner.tenantId(),
                owner.objectId(),
                WayKind.APP_PASSWORD,
                WayScope.MAIL,
                clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .labelled(name);
    database.write(
        tx -> {
          SignedInPerson.lock(tx, owner);
          User user =
              UserRows.byObjectId(tx, owner.tenantId(), owner.objectId()).orElseThrow().user();
          requireRoom(tx, owner.objectId());
          AppPasswordRows.insert(tx, way, password.hash());
          record(tx, user, way);
          return way;
        });
    return new NewAppPassword(way, password);
  }

  private static void requireRoom(Handle tx, UUID objectId) {
    if (AppPasswordRows.count(tx, objectId) >= CustodyLimits.MAX_APP_PASSWORDS) {
      throw new CustodyException(
          CustodyError.APP_PASSWORD_LIMIT_REACHED,
          "a person has at most %d app passwords; end one that is not used first"
              .formatted(CustodyLimits.MAX_APP_PASSWORDS));
    }
  }

  private void record(Handle tx, User user, WayIn way) {
    ledger.append(
        tx,
        new LedgerEntry(
            way.tenantId(),
            way.objectId().toString(),
            "AppPasswordCreate",
            way.objectId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("way", way.id().toString(), "scope", way.scope().word()),
            Map.of("userPrincipalName", user.userPrincipalName(), "name", way.label())));
  }

  /** Tells whether an app password that somebody came in by is still good. */
  public boolean isOpen(UUID objectId, UUID wayId) {
    return database.read(tx -> isOpen(tx, objectId, wayId));
  }

  boolean isOpen(Handle tx, UUID objectId, UUID wayId) {
    return WaysIn.open(tx, WayKind.APP_PASSWORD, wayId, objectId, clock.instant())
        .filter(way -> way.scope() == WayScope.MAIL)
        .isPresent();
  }

  /**
   * The way in that what is presented proves, if it is an open one of this person. The same is
   * looked for whether there is such a person or not.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  Optional<UUID> find(Optional<UUID> objectId, Password presented) {
    return AppPassword.of(presented)
        .flatMap(
            given -> {
              SecretHash hash = given.hash();
              UUID owner = objectId.orElse(NOBODY);
              return database.read(
                  tx -> AppPasswordRows.find(tx, owner, hash).filter(id -> isOpen(tx, owner, id)));
            });
  }
}
