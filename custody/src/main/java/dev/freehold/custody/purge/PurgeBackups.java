package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.ledger.Appended;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Operators' attestations that backups which held what a purge destroyed are destroyed. They are
 * added to and never removed; the last one counts. Safe for use by many threads and nodes.
 */
public final class PurgeBackups {

  private static final int MAX_ATTESTATIONS = 100;

  private final Database database;
  private final PurgeSteps steps;
  private final PurgeEntries entries;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps attestations with the cases in {@code database}, which also holds the ledger. */
  public PurgeBackups(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.steps = new PurgeSteps(database.dialect());
    this.entries = new PurgeEntries(ledger);
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * The number of the next attestation about a purge.
   *
   * @param destroyedOn the day that it will name
   * @throws CustodyException {@code PURGE_STEP_REFUSED} unless the purge has ended; {@code
   *     PURGE_BACKUPS_REFUSED} if the day is to come or before the request
   */
  public int next(PurgeCase purge, LocalDate destroyedOn) {
    if (purge.state() != PolicyState.PURGED) {
      throw PurgeRefusals.step(
          purge, "that backups are destroyed is attested after the keys were destroyed");
    }
    // Wherever the operator is, it is at most a day later or earlier than in UTC.
    LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    LocalDate first = LocalDate.ofInstant(purge.requestedAt(), ZoneOffset.UTC).minusDays(1);
    if (destroyedOn.isAfter(tomorrow) || destroyedOn.isBefore(first)) {
      throw refused("backups of this purge were destroyed after its request and before tomorrow");
    }
    if (purge.backups().size() >= MAX_ATTESTATIONS) {
      throw refused(
          "a purge has at most %d attestations about backups".formatted(MAX_ATTESTATIONS));
    }
    return purge.backups().size() + 1;
  }

  /**
   * Adds an attestation whose signature was checked.
   *
   * @throws CustodyException as {@link #next}; {@code PURGE_BACKUPS_REFUSED} if another was added
   *     meanwhile
   */
  public PurgeCase attest(PurgeCase seen, BackupsDestroyed attested) {
    Map<String, String> known = new HashMap<>();
    known.put("number", Integer.toString(attested.number()));
    known.put("destroyedOn", attested.destroyedOn().toString());
    known.put("operatorKey", attested.keyId());
    known.put("operatorSignature", attested.signature().content());
    known.put("statementSha256", attested.statementSha256());
    return entries.orRefused(
        seen,
        PurgeEntries.BACKUPS,
        attested.operatorName(),
        () -> known,
        () -> {
          // Else what waits is placed with the turn held, which all others wait for.
          ledger.integrate();
          return database.write(tx -> attest(tx, seen, attested, known));
        });
  }

  private PurgeCase attest(
      Handle tx, PurgeCase seen, BackupsDestroyed attested, Map<String, String> known) {
    steps.forUpdate(tx, seen.tenantId(), seen.policyId());
    PurgeCase purge = CaseRows.byId(tx, seen.id()).orElseThrow(PurgeRefusals::noSuchCase);
    if (next(purge, attested.destroyedOn()) != attested.number()) {
      throw refused("there is a later attestation; get the statement again and sign that");
    }
    Appended entry =
        ledger.record(
            tx,
            PurgeEntries.entry(
                purge, PurgeEntries.BACKUPS, attested.operatorName(), Outcome.DONE, known));
    BackupRows.insert(tx, purge, attested, entry.index());
    return CaseRows.byId(tx, purge.id()).orElseThrow(PurgeRefusals::noSuchCase);
  }

  private static CustodyException refused(String why) {
    return new CustodyException(CustodyError.PURGE_BACKUPS_REFUSED, why);
  }

  /** The indexes of the attestations' entries in the tenant's log, the oldest first. */
  public static List<Long> entries(Database database, UUID caseId) {
    return database.read(tx -> BackupRows.entries(tx, caseId));
  }
}
