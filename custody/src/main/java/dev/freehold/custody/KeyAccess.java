package dev.freehold.custody;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Opens owner keys (mailbox or site keys) for those who may use them.
 *
 * <p>Safe for use by many threads. If several of them need a policy's key that is not cached, they
 * share one vault call.
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

  /**
   * Gives the key that new content of a mailbox or site is sealed under, by the same rules as
   * {@link #open}.
   *
   * @param ownerId the mailbox's or site's GUID
   * @throws KeyAccessException as {@link #open}
   */
  OwnerKey openForSealing(UUID ownerId, Requester requester);

  /**
   * Makes sure, in the transaction that makes sealed content known, that its key may still seal: it
   * was not renewed meanwhile, and no node knows that both roots of its policy refuse what this
   * requester wants. The key stays so until the transaction ends.
   *
   * @throws KeyAccessException {@code KEY_RENEWED}: seal again under the owner's new key; {@code
   *     REFUSED}; {@code NO_SUCH_KEY}
   */
  void requireSealable(Handle tx, UUID ownerKeyId, Requester requester);

  /**
   * Returns if {@link #open} would give the key now, for work on an object that is open already.
   *
   * @throws KeyAccessException as {@link #open}
   */
  default void requireAccess(UUID ownerKeyId, Requester requester) {
    open(ownerKeyId, requester).close();
  }
}
