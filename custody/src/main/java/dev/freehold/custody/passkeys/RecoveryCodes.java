package dev.freehold.custody.passkeys;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.SignedInPerson;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayScope;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Recovery codes: they stand in for a passkey that is lost, each once. A person has one set, which
 * a new one replaces. Safe for use by many threads.
 */
public final class RecoveryCodes {

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;

  /** Keeps them in {@code database}, which also holds the ledger's tables. */
  public RecoveryCodes(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes new codes; those from before are worth nothing any more.
   *
   * @throws CustodyException {@code SECOND_FACTOR_NEEDED} if the owner has no passkey that they
   *     could stand in for, {@code TOKEN_INVALID} if the owner was signed out while this waited
   */
  public NewRecoveryCodes create(Caller owner) {
    return database.write(
        tx -> {
          SignedInPerson.lock(tx, owner);
          if (PasskeyRows.count(tx, owner.objectId()) == 0) {
            throw new CustodyException(
                CustodyError.SECOND_FACTOR_NEEDED,
                "recovery codes stand in for a passkey; make a passkey first");
          }
          return create(tx, owner.tenantId(), owner.objectId());
        });
  }

  /** The same in the caller's transaction, which has locked the owner. */
  NewRecoveryCodes create(Handle tx, UUID tenantId, UUID objectId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    RecoveryCodeRows.deleteOf(tx, objectId);
    WaysIn.endAll(tx, objectId, WayKind.RECOVERY_CODES::equals, WayEnd.REPLACED, now);
    WayIn way =
        WayIn.of(
            UUID.randomUUID(),
            tenantId,
            objectId,
            WayKind.RECOVERY_CODES,
            WayScope.EVERYTHING,
            now);
    List<RecoveryCode> codes =
        Stream.generate(() -> RecoveryCode.generate(random))
            .limit(CustodyLimits.RECOVERY_CODES)
            .toList();
    WaysIn.begin(tx, way);
    codes.forEach(code -> RecoveryCodeRows.insert(tx, way, code));
    ledger.append(
        tx, entry(tenantId, objectId, "RecoveryCodesCreate", Map.of("way", way.id().toString())));
    return new NewRecoveryCodes(way, codes);
  }

  /**
   * Uses a code up.
   *
   * @return the way in that it is of; empty if it is none of the person's
   */
  Optional<UUID> use(Handle tx, UUID tenantId, UUID objectId, String typed, String address) {
    Optional<RecoveryCode> code = RecoveryCode.of(typed);
    if (code.isEmpty()) {
      return Optional.empty();
    }
    IdentityRows.lock(tx, tenantId, objectId);
    SecretHash hash = code.get().hash();
    Instant now = clock.instant();
    Optional<UUID> way =
        RecoveryCodeRows.of(tx, objectId).stream()
            .filter(row -> row.hash().equals(hash))
            .filter(row -> isOpen(tx, row.wayId(), objectId, now))
            .filter(row -> RecoveryCodeRows.take(tx, row.id()))
            .map(RecoveryCodeRows.Row::wayId)
            .findFirst();
    way.ifPresent(
        id -> {
          int left = RecoveryCodeRows.count(tx, objectId);
          if (left == 0) {
            WaysIn.end(tx, id, WayEnd.USED, now);
          }
          ledger.append(
              tx,
              entry(
                      tenantId,
                      objectId,
                      "RecoveryCodeUse",
                      Map.of("way", id.toString(), "left", Integer.toString(left)))
                  .withPersonal(Map.of(ActOrigin.ADDRESS, address)));
        });
    return way;
  }

  private static boolean isOpen(Handle tx, UUID wayId, UUID objectId, Instant now) {
    return WaysIn.open(tx, WayKind.RECOVERY_CODES, wayId, objectId, now).isPresent();
  }

  private static LedgerEntry entry(
      UUID tenantId, UUID objectId, String operation, Map<String, String> details) {
    return new LedgerEntry(
        tenantId,
        objectId.toString(),
        operation,
        objectId.toString(),
        LedgerEntry.Outcome.DONE,
        details);
  }
}
