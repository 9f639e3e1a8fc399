package dev.freehold.content.reseal;

import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.owners.OwnerKind;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Data that a module keeps in SQL for an object, sealed under the same owner key. It is resealed
 * together with the object. Implementations are safe for use by many threads.
 */
public interface SealedCompanion {

  /** The kind of owners whose objects it is kept beside. */
  OwnerKind kind();

  /**
   * Seals what is kept beside one object again, in the transaction that gives the object its new
   * blob. If it throws, the object keeps its old blob. The keys are the caller's to close.
   *
   * @param ownerId the mailbox or site
   * @param from the retired key
   * @param to the key that the object is under from now on
   */
  void resealed(Handle tx, UUID ownerId, UUID objectId, OwnerKey from, OwnerKey to);
}
