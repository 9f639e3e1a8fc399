package dev.freehold.custody.recovery;

import dev.freehold.custody.jobs.Job;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Moves mailboxes out of a policy whose roots are lost: the last step of a {@link Recovery}. The
 * old policy is retired at the end. Safe for use by many threads.
 */
public interface RecoveryMoves {

  /** A move whose mailboxes were counted. */
  @FunctionalInterface
  interface Planned {

    /**
     * Orders it in the caller's transaction, in place of one that is under way or waits.
     *
     * @return the id of the job
     */
    UUID order(Handle tx);
  }

  /**
   * Plans to move every mailbox of a mailbox policy.
   *
   * @param from the policy whose roots are lost
   * @param to a policy of the same kind
   * @param actor who orders it
   */
  Planned fromMailboxPolicy(Handle tx, UUID tenantId, UUID from, UUID to, String actor);

  /** The same for a multi-workload policy. */
  Planned fromMultiWorkloadPolicy(Handle tx, UUID tenantId, UUID from, UUID to, String actor);

  /** Begins a job that was ordered, after the transaction. */
  Job begin(UUID tenantId, UUID jobId);
}
