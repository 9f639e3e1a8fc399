package dev.freehold.server.document;

import dev.freehold.custody.purge.OperatorApproval;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Operators' approvals of purges, signed offline. Anybody may submit them, since the signatures are
 * checked. Safe for use by many threads and nodes.
 */
public final class OperatorApprovals {

  private final PurgeCases cases;
  private final PurgeDocuments documents;
  private final OperatorKeys operators;
  private final Ledger ledger;
  private final Clock clock;

  /** Takes approvals of {@code operators}. */
  public OperatorApprovals(
      PurgeCases cases,
      PurgeDocuments documents,
      OperatorKeys operators,
      Ledger ledger,
      Clock clock) {
    this.cases = cases;
    this.documents = documents;
    this.operators = operators;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What operators sign about a purge.
   *
   * @throws DocumentException {@code NOT_FOUND} if it is not authorised
   */
  public ApprovalStatement statement(UUID caseId) {
    return ApprovalStatement.of(cases.find(caseId));
  }

  /** The signed document that authorised a purge, for the operators to look at. */
  public byte[] signedDocument(UUID caseId) {
    return documents.signed(cases.find(caseId));
  }

  /**
   * The statement about a purge with the signatures that approved it, as a signed note; what an
   * operator or the tenant needs to check them again.
   *
   * @throws DocumentException {@code NOT_FOUND} if no signature over it is kept
   */
  public byte[] signedStatement(PurgeCase purge) {
    List<NoteSignature> signatures =
        purge.approvals().stream().flatMap(approval -> approval.signature().stream()).toList();
    if (signatures.isEmpty()) {
      throw new DocumentException(
          DocumentError.NOT_FOUND, "no operator's signature over this purge is kept");
    }
    return new SignedNote(ApprovalStatement.of(purge).text(), signatures).bytes();
  }

  /**
   * Takes a signed statement; the second approval starts the purge.
   *
   * @param actor who brings it
   * @throws DocumentException {@code STATEMENT_WRONG} or {@code OPERATOR_UNKNOWN}
   * @throws dev.freehold.custody.CustodyException as {@link PurgeCases#approve}
   */
  public PurgeCase submit(UUID caseId, byte[] bytes, String actor) {
    PurgeCase purge = cases.find(caseId);
    SignedNote note;
    List<VerifierKey> signers;
    try {
      note = OperatorNotes.read(bytes);
      OperatorNotes.requireText(note, ApprovalStatement.of(purge).text());
      signers = OperatorNotes.signers(note, operators);
    } catch (DocumentException refused) {
      ledger.append(
          new LedgerEntry(
              purge.tenantId(),
              actor,
              "PolicyPurgeApprove",
              purge.id().toString(),
              Outcome.REFUSED,
              Map.of("code", refused.code())));
      throw refused;
    }
    String statement = ApprovalStatement.of(purge).text();
    String sha256 = DocumentHash.of(statement.getBytes(StandardCharsets.UTF_8));
    PurgeCase now = purge;
    for (VerifierKey signer : fresh(purge, signers)) {
      now =
          cases.approve(
              purge.id(),
              new OperatorApproval(
                  signer.name(),
                  signer.fingerprint(),
                  sha256,
                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                  note.signatureOf(signer)));
    }
    return now;
  }

  /** A second signature comes in the file of the first; one alone that was there is refused. */
  private static List<VerifierKey> fresh(PurgeCase purge, List<VerifierKey> signers) {
    Set<String> known =
        purge.approvals().stream().map(OperatorApproval::keyId).collect(Collectors.toSet());
    List<VerifierKey> fresh =
        signers.stream().filter(key -> !known.contains(key.fingerprint())).toList();
    return (fresh.isEmpty() ? signers.subList(0, 1) : fresh).stream().limit(2).toList();
  }
}
