package dev.freehold.custody.identity.ways;

import org.jdbi.v3.core.Handle;

/** The proof of a way in: a hash, a sealed secret or a public key, by kind. */
public interface WayProof {

  /** The kind. */
  WayKind kind();

  /** Deletes it, so that nothing proves the way any more, whatever becomes of its row. */
  void forget(Handle tx, WayIn way);

  /**
   * Makes sure that its owner may end the way, in the transaction that ends it and with the owner's
   * row locked.
   *
   * @throws dev.freehold.custody.CustodyException if the owner may not be without it
   */
  default void requireSpare(Handle tx, WayIn way) {}
}
