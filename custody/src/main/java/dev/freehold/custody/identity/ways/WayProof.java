package dev.freehold.custody.identity.ways;

import org.jdbi.v3.core.Handle;

/** What ways of one kind are proved by: a hash, a sealed secret, a public key. */
public interface WayProof {

  /** The kind. */
  WayKind kind();

  /** Deletes it, so that nothing proves the way any more, whatever becomes of its row. */
  void forget(Handle tx, WayIn way);
}
