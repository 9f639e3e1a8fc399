package dev.freehold.server.document;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.purge.BackupsDestroyed;
import dev.freehold.custody.purge.PurgeBackups;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.purge.PurgeEntries;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * Operators' attestations that backups of what a purge destroyed are destroyed, signed offline.
 * Anybody may submit them, since the signatures are checked. Safe for use by many threads and
 * nodes.
 */
public final class OperatorAttestations {

  private final PurgeCases cases;
  private final PurgeBackups backups;
  private final OperatorKeys operators;
  private final Ledger ledger;
  private final Clock clock;

  /** Takes attestations of {@code operators}. */
  public OperatorAttestations(
      PurgeCases cases, PurgeBackups backups, OperatorKeys operators, Ledger ledger, Clock clock) {
    this.cases = cases;
    this.backups = backups;
    this.operators = operators;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What an operator signs.
   *
   * @param destroyedOn the day by which backups were destroyed
   * @throws dev.freehold.custody.CustodyException as {@link PurgeBackups#next}
   */
  public BackupsStatement statement(UUID caseId, LocalDate destroyedOn) {
    PurgeCase purge = cases.find(caseId);
    return BackupsStatement.of(purge, backups.next(purge, destroyedOn), destroyedOn);
  }

  /**
   * Takes a signed statement; it takes the place of those before.
   *
   * @param actor who brings it
   * @throws DocumentException {@code STATEMENT_WRONG} or {@code OPERATOR_UNKNOWN}
   * @throws dev.freehold.custody.CustodyException as {@link PurgeBackups#attest}
   */
  public PurgeCase submit(UUID caseId, byte[] bytes, String actor) {
    PurgeCase purge = cases.find(caseId);
    SignedNote note;
    BackupsStatement statement;
    VerifierKey signer;
    try {
      note = OperatorNotes.read(bytes);
      statement =
          BackupsStatement.parse(note.text())
              .orElseThrow(
                  () ->
                      new DocumentException(
                          DocumentError.STATEMENT_WRONG,
                          "the statement is not about a purge's backups"));
      OperatorNotes.requireText(
          note,
          BackupsStatement.of(
                  purge, backups.next(purge, statement.destroyedOn()), statement.destroyedOn())
              .text());
      signer = OperatorNotes.signers(note, operators).getFirst();
    } catch (DocumentException refused) {
      record(purge, actor, refused.code());
      throw refused;
    } catch (CustodyException refused) {
      record(purge, actor, refused.code());
      throw refused;
    }
    return backups.attest(
        purge,
        new BackupsDestroyed(
            statement.number(),
            statement.destroyedOn(),
            signer.name(),
            signer.fingerprint(),
            DocumentHash.of(statement.text().getBytes(StandardCharsets.UTF_8)),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            note.signatureOf(signer).orElseThrow()));
  }

  private void record(PurgeCase purge, String actor, String code) {
    ledger.append(
        PurgeEntries.entry(
            purge, PurgeEntries.BACKUPS, actor, Outcome.REFUSED, Map.of("code", code)));
  }
}
