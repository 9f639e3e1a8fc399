package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.JobStep;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Seals content again under its owner's present key. Implemented above custody, where content is.
 * Safe for use by many threads.
 */
public interface Resealer {

  /**
   * Seals some of what is under {@code key} again and commits it by the step, without moving the
   * step's position.
   *
   * @return whether nothing is left under the key
   * @throws dev.freehold.custody.KeyAccessException if one of the two keys is not given
   * @throws dev.freehold.custody.jobs.JobInterruptedException as {@link JobStep#commit}
   */
  boolean reseal(JobStep step, RetiredKey key);

  /** How much is sealed under an owner key, in the caller's transaction. */
  Backlog backlog(Handle tx, UUID ownerKeyId);
}
