package dev.freehold.custody;

import java.util.UUID;

/**
 * Opens owner keys (mailbox or site keys) for those who may use them.
 *
 * <p>Safe for use by many threads; cold readers of one policy share one vault call.
 */
public interface KeyAccess {

  /**
   * Gives the owner key if and only if the roots of its policy agree now, or agreed less than one
   * lease ago. The caller closes the key when its work is done, and asks again for the next piece
   * of work: a key that was kept would outlive a revocation.
   *
   * @throws KeyAccessException with a code that keeps apart: no such key, the vaults refused, the
   *     vaults did not answer, a vault answered wrongly
   */
  OwnerKey open(UUID ownerKeyId, Requester requester);
}
