package dev.freehold.content.reseal;

import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.owners.OwnerKind;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Rows that a module seals under owner keys and that belong to no single object. Each row says
 * which key it is under and is resealed by itself after that key was renewed. Implementations are
 * safe for use by many threads.
 */
public interface EncryptedRows {

  /** The kind of owners whose rows these are. */
  OwnerKind kind();

  /**
   * Seals some rows again in the caller's transaction, in which {@code to} may seal. A row that
   * does not open is lost under either key, and must not keep the others under the old one. The
   * keys are the caller's to close.
   *
   * @param ownerId the mailbox or site
   * @param from the retired key
   * @param to the present key
   * @param max how many rows at most, at least 1
   * @return how many rows moved; 0 if and only if none was left
   */
  int reseal(Handle tx, UUID ownerId, OwnerKey from, OwnerKey to, int max);

  /** Whether any row is under a key, in the caller's transaction; asked often. */
  boolean any(Handle tx, UUID ownerKeyId);

  /** How many rows are under a key, in the caller's transaction. */
  long count(Handle tx, UUID ownerKeyId);
}
