package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/**
 * Purges from their request to their end. A case of another tenant is answered exactly like one
 * that does not exist. Whatever is refused changes nothing and stands in the ledger. Safe for use
 * by many threads and nodes.
 */
public interface PurgeCases {

  /**
   * The tenant's case of this id.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  PurgeCase get(UUID tenantId, UUID caseId);

  /** The tenant's cases, the newest first, at most {@code CustodyLimits.MAX_PAGE_ROWS}. */
  List<PurgeCase> list(UUID tenantId);

  /**
   * The case of this id, whatever its tenant, for the operator.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  PurgeCase find(UUID caseId);

  /** Cases of all tenants that are not purged yet, the oldest first, for the operator. */
  List<PurgeCase> open(int max);

  /**
   * Takes the list of what is to be destroyed and freezes it; the same list again once it was
   * taken. The time is in the number of mailboxes or sites. If it was interrupted, calling again
   * goes on.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_STEP_REFUSED} if there is none
   *     and the case is authorised already; for sites as {@link #authorise} about consents and
   *     permissions
   */
  Inventory inventory(UUID tenantId, UUID caseId);

  /**
   * Takes a new list in the place of the one before, for a new document. That it is taken is in the
   * ledger before the old one is gone.
   *
   * @param actor who asks for the document
   * @throws CustodyException as {@link #inventory}; {@code PURGE_STEP_REFUSED} if the case is
   *     authorised already
   */
  Inventory renewInventory(UUID tenantId, UUID caseId, String actor);

  /**
   * Writes exactly the bytes whose hash the inventory has.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_STEP_REFUSED} if it was not
   *     taken yet
   */
  void writeInventory(UUID tenantId, UUID caseId, OutputStream to) throws IOException;

  /**
   * What people call the first mailboxes or sites of the list, in its order; ids of those that have
   * no name there.
   *
   * @param max 1 to {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  List<String> firstNames(UUID tenantId, UUID caseId, int max);

  /**
   * Authorises the purge by a document whose signature was checked. The vaults are asked once more.
   *
   * @param actor who brought the document
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_STEP_REFUSED} unless it is
   *     requested only; {@code PURGE_INVENTORY_CHANGED} if the document names another list; {@code
   *     PURGE_CONSENT_MISSING}; {@code PURGE_PERMISSION_REMAINS}; {@code PURGE_VAULT_UNKNOWN};
   *     {@code LEGAL_HOLD}; {@code JOB_RUNNING} if a key was rolled meanwhile
   */
  PurgeCase authorise(UUID tenantId, UUID caseId, DocumentFacts document, String actor);

  /**
   * Takes an operator's approval of an authorised purge; the second of two different operators, by
   * name and by key, starts it. The vaults are asked before.
   *
   * @throws CustodyException {@code PURGE_NOT_FOUND}; {@code PURGE_APPROVAL_REFUSED} if the same
   *     operator or key approved before; {@code PURGE_STEP_REFUSED} unless it is authorised and not
   *     started; {@code PURGE_PERMISSION_REMAINS}; {@code PURGE_VAULT_UNKNOWN}; {@code LEGAL_HOLD}
   */
  PurgeCase approve(UUID caseId, OperatorApproval approval);

  /**
   * Notes, in the case and in the ledger, that rows and blobs of a purge that ended are removed;
   * once, whoever says so.
   *
   * @param objects how many were removed
   * @param bytes their length
   * @throws CustodyException {@code PURGE_NOT_FOUND}
   */
  void freed(UUID caseId, long objects, long bytes);
}
