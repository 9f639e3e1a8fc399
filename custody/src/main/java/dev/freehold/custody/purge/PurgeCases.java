package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Requester;
import dev.freehold.custody.checks.PermissionCheck;
import dev.freehold.custody.checks.PermissionFindings;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Purges from their request to their end. A case of another tenant is answered exactly like one
 * that does not exist. A refused step changes nothing and is recorded in the ledger. Safe for use
 * by many threads and nodes.
 */
public final class PurgeCases {

  private final Database database;
  private final WrappedKeys wrappedKeys;
  private final PermissionCheck check;
  private final HoldCheck holds;
  private final PurgeSteps steps;
  private final InventoryTaking inventories;
  private final PurgeEntries entries;
  private final Jobs jobs;
  private final Clock clock;

  /**
   * Keeps cases in {@code database}.
   *
   * @param naming what the list calls mailboxes and sites
   * @param jobs where the job that destroys is ordered
   */
  public PurgeCases(
      Database database,
      PermissionProbe probe,
      HoldCheck holds,
      OwnerContents contents,
      OwnerNameSource naming,
      Jobs jobs,
      Ledger ledger,
      Clock clock) {
    this.database = database;
    this.wrappedKeys = new WrappedKeys(database);
    this.check = new PermissionCheck(probe);
    this.holds = holds;
    this.steps = new PurgeSteps(database.dialect());
    this.inventories = new InventoryTaking(database, contents, naming, clock);
    this.entries = new PurgeEntries(ledger);
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * The tenant's case of this id.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  public PurgeCase get(UUID tenantId, UUID caseId) {
    return database.read(tx -> own(tx, tenantId, caseId));
  }

  private static PurgeCase own(Handle tx, UUID tenantId, UUID caseId) {
    return CaseRows.byId(tx, caseId)
        .filter(purge -> purge.tenantId().equals(tenantId))
        .orElseThrow(PurgeRefusals::noSuchCase);
  }

  /** The tenant's cases, the newest first, at most {@link CustodyLimits#MAX_PAGE_ROWS}. */
  public List<PurgeCase> list(UUID tenantId) {
    return database.read(tx -> CaseRows.ofTenant(tx, tenantId, CustodyLimits.MAX_PAGE_ROWS));
  }

  /**
   * The case of this id, whatever its tenant, for the operator.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  public PurgeCase find(UUID caseId) {
    return database.read(tx -> CaseRows.byId(tx, caseId)).orElseThrow(PurgeRefusals::noSuchCase);
  }

  /**
   * Cases of all tenants that are not purged yet, or whose backups nobody has attested about, the
   * oldest first, for the operator.
   */
  public List<PurgeCase> open(int max) {
    return database.read(tx -> CaseRows.open(tx, max));
  }

  /**
   * Takes the list of what is to be destroyed and freezes it; the same list again once it was
   * taken. The time is in the number of mailboxes or sites. If it was interrupted, calling again
   * goes on.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_STEP_REFUSED} if there is none
   *     and the case is authorised already; for sites as {@link #authorise} about consents and
   *     permissions
   */
  public Inventory inventory(UUID tenantId, UUID caseId) {
    PurgeCase purge = get(tenantId, caseId);
    return purge.inventory().orElseGet(() -> take(purge));
  }

  private Inventory take(PurgeCase purge) {
    PurgeRefusals.requireRequested(purge, "its list can be made only before it is authorised");
    requireReadyForDocument(purge);
    return taken(purge);
  }

  private Inventory taken(PurgeCase purge) {
    inventories.take(purge);
    return get(purge.tenantId(), purge.id())
        .inventory()
        .orElseThrow(
            () -> PurgeRefusals.step(purge, "another list was asked for meanwhile; ask again"));
  }

  /** Before the document of a purge of sites all have agreed, and the permissions are gone. */
  private void requireReadyForDocument(PurgeCase purge) {
    switch (purge.workload()) {
      case EXCHANGE -> {} // Its request was refused before.
      case SHAREPOINT -> {
        PurgeRefusals.requireConsents(purge.consents());
        check
            .run(openable(purge), Requester.system("purge:" + purge.id()))
            .requireGone(purge.withoutVaults());
      }
    }
  }

  /**
   * Takes a new list in the place of the one before, for a new document. That it is taken is in the
   * ledger before the old one is gone.
   *
   * @param actor who asks for the document
   * @throws CustodyException as {@link #inventory}; {@code PURGE_STEP_REFUSED} if the case is
   *     authorised already
   */
  public Inventory renewInventory(UUID tenantId, UUID caseId, String actor) {
    PurgeCase seen = get(tenantId, caseId);
    requireRenewable(seen);
    // Before the list is gone: a step that is refused changes nothing.
    requireReadyForDocument(seen);
    RowSeals.<Void>write(
        database,
        (tx, act) -> {
          steps.forUpdate(tx, tenantId, seen.policyId());
          PurgeCase purge = own(tx, tenantId, caseId);
          requireRenewable(purge);
          InventoryRows.discard(tx, act, caseId);
          entries.done(
              tx,
              purge,
              PurgeEntries.INVENTORY,
              actor,
              purge
                  .inventory()
                  .map(old -> Map.of("replacedInventorySha256", old.sha256()))
                  .orElse(Map.of()));
          return null;
        });
    return taken(seen);
  }

  private static void requireRenewable(PurgeCase purge) {
    PurgeRefusals.requireRequested(purge, "its list cannot be made again");
  }

  /**
   * Writes exactly the bytes whose hash the inventory has.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_STEP_REFUSED} if it was not
   *     taken yet
   */
  public void writeInventory(UUID tenantId, UUID caseId, OutputStream to) throws IOException {
    PurgeCase purge = get(tenantId, caseId);
    if (purge.inventory().isEmpty()) {
      throw PurgeRefusals.step(purge, "its list has not been made yet");
    }
    inventories.write(caseId, to);
  }

  /**
   * What people call the first mailboxes or sites of the list, in its order; ids of those that have
   * no name there.
   *
   * @param max 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  public List<String> firstNames(UUID tenantId, UUID caseId, int max) {
    return inventories.firstNames(get(tenantId, caseId).id(), max);
  }

  /**
   * Authorises the purge by a document whose signature was checked. The vaults are asked once more.
   *
   * @param actor who brought the document
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_STEP_REFUSED} unless it is
   *     requested only; {@code PURGE_INVENTORY_CHANGED} if the document names another list; {@code
   *     PURGE_CONSENT_MISSING}; {@code PURGE_PERMISSION_REMAINS}; {@code PURGE_VAULT_UNKNOWN};
   *     {@code LEGAL_HOLD}; {@code JOB_RUNNING} if a key was rolled meanwhile
   */
  public PurgeCase authorise(UUID tenantId, UUID caseId, DocumentFacts document, String actor) {
    PurgeCase seen = get(tenantId, caseId);
    Map<String, String> known = new HashMap<>(PurgeEntries.details(document));
    return entries.orRefused(
        seen,
        PurgeEntries.AUTHORISE,
        actor,
        () -> known,
        () -> {
          requireAuthorisable(seen, document);
          OpenablePolicy tried = openable(seen);
          known.putAll(tryKeys(seen, tried, actor));
          return RowSeals.write(
              database, (tx, act) -> authorise(tx, act, seen, document, tried, known, actor));
        });
  }

  private static void requireAuthorisable(PurgeCase purge, DocumentFacts document) {
    PurgeRefusals.requireRequested(purge, "a document has authorised it already");
    if (purge
        .inventory()
        .map(Inventory::sha256)
        .filter(document.inventorySha256()::equals)
        .isEmpty()) {
      throw new CustodyException(
          CustodyError.PURGE_INVENTORY_CHANGED,
          "the document names another list of what is to be destroyed; ask for a new document");
    }
    if (purge.workload() == PurgeWorkload.SHAREPOINT) {
      PurgeRefusals.requireConsents(purge.consents());
    }
  }

  private PurgeCase authorise(
      Handle tx,
      WriteAct act,
      PurgeCase seen,
      DocumentFacts document,
      OpenablePolicy tried,
      Map<String, String> known,
      String actor) {
    Policy policy = steps.forUpdate(tx, seen.tenantId(), seen.policyId());
    PurgeCase purge = own(tx, seen.tenantId(), seen.id());
    requireAuthorisable(purge, document);
    PurgeRefusals.requireNoHold(PurgeObstacles.held(tx, holds, policy));
    advance(tx, act, purge, tried, PolicyState.PURGE_REQUESTED, PolicyState.PURGE_AUTHORISED);
    CaseRows.authorise(tx, act, purge.id(), document, actor, now());
    entries.done(tx, purge, PurgeEntries.AUTHORISE, actor, known);
    return own(tx, seen.tenantId(), seen.id());
  }

  /**
   * Takes an operator's approval of an authorised purge; the second of two different operators, by
   * name and by key, starts it. The vaults are asked before.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_APPROVAL_REFUSED} if the same
   *     operator or key approved before; {@code PURGE_STEP_REFUSED} unless it is authorised and not
   *     started; {@code PURGE_PERMISSION_REMAINS}; {@code PURGE_VAULT_UNKNOWN}; {@code LEGAL_HOLD}
   */
  public PurgeCase approve(UUID caseId, OperatorApproval approval) {
    PurgeCase seen = find(caseId);
    String actor = approval.operatorName();
    Map<String, String> known =
        new HashMap<>(
            Map.of("keyId", approval.keyId(), "statementSha256", approval.statementSha256()));
    approval
        .signature()
        .ifPresent(signature -> known.put("operatorSignature", signature.content()));
    PurgeCase approved =
        entries.orRefused(
            seen,
            PurgeEntries.APPROVE,
            actor,
            () -> known,
            () -> {
              PurgeRefusals.requireApprovable(seen, approval);
              OpenablePolicy tried = openable(seen);
              Map<String, String> findings = tryKeys(seen, tried, actor);
              known.putAll(findings);
              return RowSeals.write(
                  database, (tx, act) -> approve(tx, act, seen, approval, tried, findings, known));
            });
    jobs.wake();
    return approved;
  }

  private PurgeCase approve(
      Handle tx,
      WriteAct act,
      PurgeCase seen,
      OperatorApproval approval,
      OpenablePolicy tried,
      Map<String, String> findings,
      Map<String, String> known) {
    Policy policy = steps.forUpdate(tx, seen.tenantId(), seen.policyId());
    PurgeCase purge = own(tx, seen.tenantId(), seen.id());
    PurgeRefusals.requireApprovable(purge, approval);
    PurgeRefusals.requireNoHold(PurgeObstacles.held(tx, holds, policy));
    if (!ApprovalRows.insert(tx, purge, approval)) {
      throw new IllegalStateException("its key was looked at under the policy's lock");
    }
    boolean begins = purge.approvals().size() + 1 >= PurgeCase.APPROVALS_NEEDED;
    if (begins) {
      advance(tx, act, purge, tried, PolicyState.PURGE_AUTHORISED, PolicyState.PURGING);
    }
    entries.done(tx, purge, PurgeEntries.APPROVE, approval.operatorName(), known);
    if (begins) {
      begin(tx, act, purge, findings, approval.operatorName());
    }
    return own(tx, seen.tenantId(), seen.id());
  }

  /**
   * Notes, in the case and in the ledger, that rows and blobs of a purge that ended are removed;
   * once, whoever says so.
   *
   * @param objects how many were removed
   * @param bytes their length
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  public void freed(UUID caseId, long objects, long bytes) {
    PurgeCase purge = find(caseId);
    database.write(
        tx -> {
          if (CaseRows.freed(tx, caseId, new FreedContent(now(), objects, bytes))) {
            entries.done(
                tx,
                purge,
                PurgeEntries.FREE,
                PurgeEntries.FREEING,
                Map.of("freedObjects", Long.toString(objects), "freedBytes", Long.toString(bytes)));
          }
          return null;
        });
  }

  private void begin(
      Handle tx, WriteAct act, PurgeCase purge, Map<String, String> findings, String actor) {
    entries.done(tx, purge, PurgeEntries.START, actor, findings);
    UUID jobId = jobs.create(tx, PurgeOrder.of(purge, findings, actor));
    CaseRows.begin(tx, act, purge.id(), jobId);
  }

  private void advance(
      Handle tx,
      WriteAct act,
      PurgeCase purge,
      OpenablePolicy tried,
      PolicyState from,
      PolicyState to) {
    if (!steps.advance(tx, act, purge.policyId(), tried.key().revision(), from, to, now())) {
      throw PurgeRefusals.rolled(purge.policyName());
    }
  }

  /** Tries what the service may do with the keys in this moment, and refuses if it is anything. */
  private Map<String, String> tryKeys(PurgeCase purge, OpenablePolicy policy, String actor) {
    PermissionFindings findings = check.run(policy, Requester.user(actor));
    findings.requireGone(purge.withoutVaults());
    return findings.details();
  }

  private OpenablePolicy openable(PurgeCase purge) {
    return wrappedKeys
        .policy(purge.policyId())
        .orElseThrow(() -> PurgeRefusals.step(purge, "its keys are being destroyed"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
