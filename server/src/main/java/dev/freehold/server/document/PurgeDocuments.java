package dev.freehold.server.document;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.approvers.Approver;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.approvers.PurgeDocument;
import dev.freehold.custody.approvers.PurgeDocumentRows;
import dev.freehold.custody.approvers.SigningPlace;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The documents of purges: made, downloaded, and submitted with a signature. A signed document is
 * stored before it authorises the purge, so it is never missing afterwards; the case names it.
 * Every refusal is recorded in the ledger. Safe for use by many threads and nodes.
 */
public final class PurgeDocuments {

  private static final String SIGN = "PurgeDocumentSign";

  private final Database database;
  private final Ledger ledger;
  private final Approvers approvers;
  private final PurgeCases cases;
  private final DocumentMaker maker;
  private final Clock clock;

  /** Makes documents for {@code cases}. */
  public PurgeDocuments(
      Database database,
      Ledger ledger,
      Approvers approvers,
      PurgeCases cases,
      DocumentMaker maker,
      Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.approvers = approvers;
    this.cases = cases;
    this.maker = maker;
    this.clock = clock;
  }

  /**
   * The document of a purge: the same as long as it can be signed, otherwise a new one, with a new
   * list of what is to be destroyed.
   *
   * @throws DocumentException {@code USED} if the purge is authorised
   * @throws CustodyException as {@link Approvers#requireSigning}, {@link PurgeCases#get} and {@link
   *     PurgeCases#renewInventory}
   */
  public PurgeDocument make(UUID tenantId, UUID caseId, String actor) {
    PurgeCase purge = requireRequested(cases.get(tenantId, caseId));
    Approver approver = approvers.requireSigning(tenantId);
    User person = approvers.requirePerson(approver);
    Optional<PurgeDocument> present =
        open(tenantId, caseId).filter(document -> isGood(document, purge, approver));
    return present.orElseGet(() -> makeNew(purge, approver, person, actor));
  }

  private boolean isGood(PurgeDocument document, PurgeCase purge, Approver approver) {
    return document.validUntil().isAfter(now())
        && document.approverId().equals(approver.id())
        && purge
            .inventory()
            .filter(list -> list.sha256().equals(document.inventorySha256()))
            .isPresent();
  }

  private PurgeDocument makeNew(PurgeCase purge, Approver approver, User person, String actor) {
    Inventory inventory = cases.renewInventory(purge.tenantId(), purge.id(), actor);
    DocumentMaker.Made made =
        maker.make(
            purge,
            inventory,
            cases.firstNames(purge.tenantId(), purge.id(), DocumentLimits.MAX_PRINTED_NAMES),
            approver,
            person,
            actor,
            now());
    return database.write(
        tx -> {
          if (!PurgeDocumentRows.replace(tx, made.document(), made.bytes())) {
            return PurgeDocumentRows.open(tx, purge.tenantId(), purge.id()).orElseThrow();
          }
          Map<String, String> details = facts(made.document());
          details.put("validUntil", made.document().validUntil().toString());
          details.put("inventorySha256", made.document().inventorySha256());
          details.put("certificateSha256", approver.certificate().orElseThrow().sha256());
          ledger.append(tx, entry(purge, actor, "PurgeDocumentMake", Outcome.DONE, details));
          return made.document();
        });
  }

  /**
   * What is known of the document that counts.
   *
   * @throws DocumentException {@code NOT_FOUND}
   */
  public PurgeDocument get(UUID tenantId, UUID caseId) {
    return open(tenantId, cases.get(tenantId, caseId).id()).orElseThrow(PurgeDocuments::notFound);
  }

  private Optional<PurgeDocument> open(UUID tenantId, UUID caseId) {
    return database.read(tx -> PurgeDocumentRows.open(tx, tenantId, caseId));
  }

  /** The bytes of a document. */
  public byte[] bytes(PurgeDocument document) {
    return database.read(tx -> PurgeDocumentRows.bytes(tx, document.id()));
  }

  /**
   * The signed document that authorised a purge.
   *
   * @throws DocumentException {@code NOT_FOUND}
   */
  public byte[] signed(PurgeCase purge) {
    return purge
        .document()
        .flatMap(
            facts ->
                database.read(
                    tx ->
                        PurgeDocumentRows.signed(
                            tx, purge.tenantId(), purge.id(), facts.signedSha256())))
        .orElseThrow(PurgeDocuments::notFound);
  }

  /**
   * Takes a document that was signed outside, and authorises the purge by it.
   *
   * @param actor who brings it, which need not be who signed
   * @throws DocumentException why it was not taken
   * @throws CustodyException about the approver's certificate, or as {@link PurgeCases#authorise}
   */
  public PurgeCase upload(UUID tenantId, UUID caseId, byte[] signed, String actor) {
    PurgeCase purge = cases.get(tenantId, caseId);
    return recorded(purge, actor, () -> take(purge, signed, SigningPlace.OUTSIDE, actor));
  }

  /**
   * Signs the document with the caller's own key and authorises the purge by it.
   *
   * @throws DocumentException why it was not taken
   * @throws CustodyException as {@link Approvers#openKey} and {@link PurgeCases#authorise}
   */
  public PurgeCase sign(Caller caller, UUID caseId, Password passphrase, String address) {
    PurgeCase purge = cases.get(caller.tenantId(), caseId);
    String actor = caller.objectId().toString();
    return recorded(
        purge,
        actor,
        () -> {
          PurgeDocument document = requireOpen(purge);
          Approver approver = requireItsApprover(document);
          User person = approvers.requirePerson(approver);
          PadesSigner signer =
              new PadesSigner(
                  approvers.openKey(caller, approver, passphrase, address),
                  approver.certificate().orElseThrow());
          byte[] unsigned = bytes(document);
          byte[] signed =
              maker
                  .work()
                  .run(
                      purge.tenantId(),
                      () -> signer.sign(unsigned, person.identity().displayName(), now()));
          return take(purge, signed, SigningPlace.HERE, actor);
        });
  }

  private PurgeCase take(PurgeCase purge, byte[] signed, SigningPlace where, String actor) {
    requireRequested(purge);
    requireOfThisPurge(purge, signed);
    PurgeDocument document = requireOpen(purge);
    Approver approver = requireItsApprover(document);
    User person = approvers.requirePerson(approver);
    Instant now = now();
    SignedDocument brought = new SignedDocument(bytes(document), signed);
    Instant signedAt =
        maker
            .work()
            .run(
                purge.tenantId(),
                () -> brought.verify(approver.certificate().orElseThrow().certificate()))
            .orElse(now);
    requirePlausible(signedAt, document, now);
    approver.certificate().orElseThrow().requireValidAt(signedAt);
    DocumentFacts facts =
        new DocumentFacts(
            document.sha256(),
            DocumentHash.of(signed),
            document.inventorySha256(),
            approver.certificate().orElseThrow().sha256(),
            person.identity().displayName(),
            signedAt.truncatedTo(ChronoUnit.MILLIS));
    keep(purge, document, facts, signed, where, actor);
    return cases.authorise(purge.tenantId(), purge.id(), facts, actor);
  }

  private void keep(
      PurgeCase purge,
      PurgeDocument document,
      DocumentFacts facts,
      byte[] signed,
      SigningPlace where,
      String actor) {
    Map<String, String> details = facts(document);
    details.put("signedSha256", facts.signedSha256());
    details.put("certificateSha256", facts.signerCertificateSha256());
    details.put("signed", where.name());
    database.write(
        tx -> {
          if (!PurgeDocumentRows.keepSigned(
              tx,
              document.id(),
              facts.signedSha256(),
              signed,
              where,
              now(),
              DocumentLimits.MAX_SIGNED_COPIES)) {
            throw new DocumentException(
                DocumentError.TOO_MANY,
                "the document was signed %d times; bring one of those again"
                    .formatted(DocumentLimits.MAX_SIGNED_COPIES));
          }
          return ledger.append(tx, entry(purge, actor, SIGN, Outcome.DONE, details));
        });
  }

  /** Tells a document of another purge, or an older one of this, from one that was changed. */
  private void requireOfThisPurge(PurgeCase purge, byte[] signed) {
    database.read(
        tx -> {
          for (PurgeDocument other :
              PurgeDocumentRows.ofTenant(
                  tx, purge.tenantId(), DocumentLimits.MAX_COMPARED_DOCUMENTS)) {
            int length = PurgeDocumentRows.length(tx, other.id());
            boolean isIt =
                length <= signed.length && DocumentHash.of(signed, length).equals(other.sha256());
            if (isIt && !other.caseId().equals(purge.id())) {
              throw new DocumentException(
                  DocumentError.OF_OTHER_PURGE,
                  "this is the document of the purge %s; each has its own"
                      .formatted(other.caseId()));
            }
            if (isIt && !other.isOpen()) {
              throw expired();
            }
          }
          return purge.id();
        });
  }

  private PurgeDocument requireOpen(PurgeCase purge) {
    requireRequested(purge);
    PurgeDocument document =
        open(purge.tenantId(), purge.id()).orElseThrow(PurgeDocuments::notFound);
    if (!document.validUntil().isAfter(now())) {
      throw expired();
    }
    return document;
  }

  /** A document is signed by whom it names, who has to be the approver still. */
  private Approver requireItsApprover(PurgeDocument document) {
    Approver approver = approvers.requireSigning(document.tenantId());
    if (!approver.id().equals(document.approverId())) {
      throw expired();
    }
    return approver;
  }

  private static void requirePlausible(Instant signedAt, PurgeDocument document, Instant now) {
    if (signedAt.isBefore(document.madeAt().minus(DocumentLimits.MAX_SKEW))
        || signedAt.isAfter(now.plus(DocumentLimits.MAX_SKEW))) {
      throw new DocumentException(
          DocumentError.SIGNATURE_INVALID,
          "it says to have been signed at %s, which is before the document was made or in the"
                  .formatted(signedAt)
              + " future; set the clock and sign again");
    }
  }

  private static PurgeCase requireRequested(PurgeCase purge) {
    if (purge.state() != PolicyState.PURGE_REQUESTED) {
      throw new DocumentException(
          DocumentError.USED,
          "a signed document has authorised this purge already; each authorises once");
    }
    return purge;
  }

  private PurgeCase recorded(PurgeCase purge, String actor, Attempt attempt) {
    try {
      return attempt.run();
    } catch (DocumentException refused) {
      record(purge, actor, refused.code());
      throw refused;
    } catch (CustodyException refused) {
      record(purge, actor, refused.code());
      throw refused;
    }
  }

  private void record(PurgeCase purge, String actor, String code) {
    ledger.append(entry(purge, actor, SIGN, Outcome.REFUSED, Map.of("code", code)));
  }

  private static Map<String, String> facts(PurgeDocument document) {
    Map<String, String> details = new HashMap<>();
    details.put("document", document.id().toString());
    details.put("documentSha256", document.sha256());
    return details;
  }

  private static LedgerEntry entry(
      PurgeCase purge,
      String actor,
      String operation,
      Outcome outcome,
      Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("policyId", purge.policyId().toString());
    return new LedgerEntry(purge.tenantId(), actor, operation, purge.id().toString(), outcome, all);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static DocumentException notFound() {
    return new DocumentException(
        DocumentError.NOT_FOUND,
        "there is no such document of this purge; let an administrator ask for one");
  }

  private static DocumentException expired() {
    return new DocumentException(
        DocumentError.EXPIRED,
        "the document can be signed no more: its time is over, the approver changed, or a newer"
            + " one took its place; ask for it again");
  }

  /** Something that is refused for a reason that has to be recorded. */
  @FunctionalInterface
  private interface Attempt {
    PurgeCase run();
  }
}
