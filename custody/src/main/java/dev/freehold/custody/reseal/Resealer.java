package dev.freehold.custody.reseal;

import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobStep;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Reseals content under its owner's present key. The module that stores content implements it. Safe
 * for use by many threads.
 */
public interface Resealer {

  /**
   * Seals some of what is under {@code key} again and commits it by the step, without moving the
   * step's position.
   *
   * @return whether nothing is left under the key
   * @throws dev.freehold.custody.KeyAccessException if one of the two keys is not given
   * @throws ResealException if nothing at all could be resealed now; what cannot be for now does
   *     not hold up the rest
   * @throws dev.freehold.custody.jobs.JobInterruptedException as {@link JobStep#commit}
   */
  boolean reseal(JobStep step, RetiredKey key);

  /**
   * Reads some of what is known as damaged under a key again, in the order of ids, and forgets the
   * damage of what is whole: a copy may have been put in its place.
   *
   * @param after where to go on; all zeros at first
   * @return where to go on, or empty if that was all
   * @throws dev.freehold.custody.KeyAccessException if the key is not given
   */
  Optional<UUID> recheck(UUID ownerKeyId, UUID after, Requester requester);

  /** How much is sealed under an owner key, in the caller's transaction. */
  Backlog backlog(Handle tx, UUID ownerKeyId);
}
