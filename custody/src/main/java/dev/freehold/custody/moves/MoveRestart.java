package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.NewJob;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.NamedOwnerRows;
import dev.freehold.custody.orders.OrderTarget;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.reseal.LeftoverRows;
import dev.freehold.custody.reseal.Leftovers;
import dev.freehold.persistence.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Restarts the work that brings one mailbox under its assigned policy. It changes no assignment:
 * the latest one counts. Safe for use by many threads.
 */
public final class MoveRestart {

  private final Database database;
  private final Assignments assignments;
  private final Jobs jobs;
  private final MoveProgress progress;

  /** Looks after the mailboxes in {@code database}. */
  public MoveRestart(Database database, Jobs jobs) {
    this.database = database;
    this.assignments = new Assignments(database.dialect());
    this.jobs = jobs;
    this.progress = new MoveProgress(database, jobs);
  }

  /**
   * Lets the job that moves the mailbox go on: one that waits looks at once whether it can, one for
   * this mailbox alone ends its pause. Where no job moves it, or only one for many that is paused,
   * a job is made for this mailbox, which also takes over what ended jobs have left of it.
   *
   * @param actor who wants it, for the ledger
   * @return the job that moves the mailbox now
   * @throws CustodyException {@code OWNER_NOT_FOUND}; {@code MOVE_NOT_NEEDED} if everything of it
   *     is where it has to be; {@code POLICY_PURGE_REQUESTED} if it would have to come under a
   *     policy that is to be purged
   */
  public Job restart(UUID tenantId, UUID mailboxId, String actor) {
    OwnerStanding standing = database.read(tx -> unsettled(tx, tenantId, mailboxId));
    Optional<Job> moving = progress.of(tenantId, mailboxId);
    if (moving.isPresent() && (isKeyThere(standing) || !isPausedForMany(moving.get(), mailboxId))) {
      return goOn(tenantId, moving.get(), mailboxId, actor);
    }
    UUID jobId = database.write(tx -> order(tx, tenantId, mailboxId, actor));
    jobs.wake();
    return jobs.get(tenantId, jobId);
  }

  private Job goOn(UUID tenantId, Job job, UUID mailboxId, String actor) {
    boolean isStopped =
        job.state() == JobState.WAITING
            || (job.state() == JobState.PAUSED && job.subjectId().equals(mailboxId));
    return isStopped ? jobs.resume(tenantId, job.id(), actor) : job;
  }

  /** The brake of many is not loosened for one. */
  private static boolean isPausedForMany(Job job, UUID mailboxId) {
    return job.state() == JobState.PAUSED && !job.subjectId().equals(mailboxId);
  }

  private UUID order(Handle tx, UUID tenantId, UUID mailboxId, String actor) {
    OwnerStanding standing = unsettled(tx, tenantId, mailboxId);
    boolean isKeyThere = isKeyThere(standing);
    if (!isKeyThere) {
      assignments.requireNoPurge(tx, tenantId, standing.targetPolicyId());
    }
    UUID jobId =
        jobs.create(
            tx,
            new NewJob(
                tenantId,
                isKeyThere ? Leftovers.EMPTY : Moves.ASSIGN,
                mailboxId,
                isKeyThere ? Map.of() : parameters(standing),
                1,
                isKeyThere ? 0 : 1,
                0,
                Optional.empty(),
                actor,
                Role.EXCHANGE_ADMIN));
    int retiredKeys = LeftoverRows.adoptOf(tx, tenantId, mailboxId, jobId);
    if (!isKeyThere) {
      NamedOwnerRows.insert(tx, jobId, List.of(mailboxId));
    } else if (retiredKeys > 0) {
      Jobs.totalItems(tx, jobId, retiredKeys);
    } else {
      throw notNeeded();
    }
    return jobId;
  }

  private static Map<String, String> parameters(OwnerStanding standing) {
    Map<String, String> parameters = new HashMap<>(new MoveScope.Named().parameters());
    parameters.put(OrderTarget.POLICY_ID, standing.targetPolicyId().toString());
    return parameters;
  }

  private static boolean isKeyThere(OwnerStanding standing) {
    return standing.targetPolicyId().equals(standing.policyId());
  }

  private static OwnerStanding unsettled(Handle tx, UUID tenantId, UUID mailboxId) {
    OwnerStanding standing = OwnerLists.standings(tx, tenantId, List.of(mailboxId)).get(mailboxId);
    if (standing == null) {
      throw new CustodyException(
          CustodyError.OWNER_NOT_FOUND, "there is no such mailbox; list the tenant's mailboxes");
    }
    if (standing.isSettled()) {
      throw notNeeded();
    }
    return standing;
  }

  private static CustodyException notNeeded() {
    return new CustodyException(
        CustodyError.MOVE_NOT_NEEDED,
        "everything of the mailbox is under the policy that it has to be under; assign another one"
            + " to move it");
  }
}
