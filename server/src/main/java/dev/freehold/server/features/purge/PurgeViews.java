package dev.freehold.server.features.purge;

import dev.freehold.custody.purge.BackupsDestroyed;
import dev.freehold.custody.purge.Consent;
import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.FreedContent;
import dev.freehold.custody.purge.OperatorApproval;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeWish;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.document.OperatorKeys;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How purges look on the wire; what is not there yet is absent. */
final class PurgeViews {

  private PurgeViews() {}

  /** What is to be destroyed, in numbers. */
  record Inventory(String sha256, long owners, long objects, long bytes, String takenAt) {
    static Inventory of(dev.freehold.custody.purge.Inventory list) {
      return new Inventory(
          list.sha256(), list.owners(), list.objects(), list.bytes(), list.takenAt().toString());
    }
  }

  /** What authorised it. */
  record Document(
      String documentSha256,
      String signedSha256,
      String signerCertificateSha256,
      String signerName,
      String signedAt) {
    static Document of(DocumentFacts facts) {
      return new Document(
          facts.documentSha256(),
          facts.signedSha256(),
          facts.signerCertificateSha256(),
          facts.signerName(),
          facts.signedAt().toString());
    }
  }

  /**
   * An operator who approved.
   *
   * @param operatorKey the verifier key, to be compared with the one that the operator gave out;
   *     absent if the operator is not configured any more
   */
  record Approval(
      String operator, String keyId, String operatorKey, String statementSha256, String at) {
    static Approval of(OperatorApproval approval, OperatorKeys operators) {
      return new Approval(
          approval.operatorName(),
          approval.keyId(),
          operators.find(approval.keyId()).map(VerifierKey::toString).orElse(null),
          approval.statementSha256(),
          approval.at().toString());
    }
  }

  /** A vault administrator who has to agree. */
  record Agreement(UUID objectId, String displayName, String givenAt) {
    static Agreement of(Consent consent) {
      return new Agreement(
          consent.objectId(),
          consent.displayName(),
          consent.givenAt().map(Instant::toString).orElse(null));
    }
  }

  /** That its rows and blobs are removed. */
  record Freed(String at, long objects, long bytes) {
    static Freed of(FreedContent freed) {
      return new Freed(freed.at().toString(), freed.objects(), freed.bytes());
    }
  }

  /** An operator's word that backups are destroyed; of several the last counts. */
  record Attestation(int number, String destroyedOn, String operator, String keyId, String at) {
    static Attestation of(BackupsDestroyed attested) {
      return new Attestation(
          attested.number(),
          attested.destroyedOn().toString(),
          attested.operatorName(),
          attested.keyId(),
          attested.at().toString());
    }
  }

  /**
   * A purge as its tenant sees it.
   *
   * @param requestedByName what the tenant calls who asked for it; absent if nobody is found
   * @param waiting how many mailboxes or sites have to come under the policy and are not under it:
   *     they stay under the policies that they have
   */
  record One(
      UUID id,
      String workload,
      UUID policyId,
      String policyName,
      String geo,
      String state,
      String reason,
      String contact,
      String requestedBy,
      String requestedByName,
      String requestedAt,
      boolean withoutVaults,
      List<Agreement> consents,
      long waiting,
      Inventory inventory,
      Document document,
      List<Approval> approvals,
      UUID jobId,
      Long receiptEntry,
      Freed freed,
      List<Attestation> backups,
      List<PurgeMark> checklist,
      PurgeStep next) {

    static One of(
        PurgeCase purge, long waiting, PurgeStep next, ActorNames names, OperatorKeys operators) {
      Optional<String> requester = names.name(purge.requestedBy());
      return new One(
          purge.id(),
          Wire.word(purge.workload()),
          purge.policyId(),
          purge.policyName(),
          purge.geo().orElse(null),
          Wire.word(purge.state()),
          purge.reason(),
          purge.contact(),
          purge.requestedBy(),
          requester.orElse(null),
          purge.requestedAt().toString(),
          purge.withoutVaults(),
          purge.consents().stream().map(Agreement::of).toList(),
          waiting,
          purge.inventory().map(Inventory::of).orElse(null),
          purge.document().map(Document::of).orElse(null),
          approved(purge, operators),
          purge.jobId().orElse(null),
          entry(purge),
          purge.freed().map(Freed::of).orElse(null),
          purge.backups().stream().map(Attestation::of).toList(),
          PurgeChecklist.of(purge, waiting, requester.orElse(purge.requestedBy())),
          next);
    }

    private static Long entry(PurgeCase purge) {
      return purge.receiptEntry().isPresent() ? purge.receiptEntry().getAsLong() : null;
    }
  }

  /** A tenant's purges. */
  record Page(List<One> purges) {}

  /** A purge as the operator sees it: whom to ask, and numbers; no mailbox and no site. */
  record ForOperator(
      UUID id,
      UUID tenantId,
      String workload,
      UUID policyId,
      String policyName,
      String geo,
      String state,
      String contact,
      String requestedAt,
      Inventory inventory,
      Document document,
      List<Approval> approvals,
      UUID jobId,
      List<Attestation> backups,
      PurgeStep next) {

    static ForOperator of(PurgeCase purge, OperatorKeys operators) {
      return new ForOperator(
          purge.id(),
          purge.tenantId(),
          Wire.word(purge.workload()),
          purge.policyId(),
          purge.policyName(),
          purge.geo().orElse(null),
          Wire.word(purge.state()),
          purge.contact(),
          purge.requestedAt().toString(),
          purge.inventory().map(Inventory::of).orElse(null),
          purge.document().map(Document::of).orElse(null),
          approved(purge, operators),
          purge.jobId().orElse(null),
          purge.backups().stream().map(Attestation::of).toList(),
          PurgeTurns.forOperator(purge));
    }
  }

  /** Purges of all tenants. */
  record OperatorPage(List<ForOperator> purges) {}

  private static List<Approval> approved(PurgeCase purge, OperatorKeys operators) {
    return purge.approvals().stream().map(one -> Approval.of(one, operators)).toList();
  }

  /** What an administrator asks for. */
  record Wanted(@Required String reason, @Required String contact, Boolean withoutVaults) {
    Wanted {
      withoutVaults = withoutVaults != null && withoutVaults;
    }

    PurgeWish wish() {
      return new PurgeWish(reason, contact, withoutVaults);
    }
  }
}
