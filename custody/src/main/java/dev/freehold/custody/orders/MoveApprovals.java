package dev.freehold.custody.orders;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.SecondPerson;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.OpenJobs;
import dev.freehold.custody.locks.LeavingLocked;
import dev.freehold.custody.locks.LeavingLocked.Lock;
import dev.freehold.custody.orders.MoveApprovalRequest.Left;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Orders that move content out of a policy none of whose roots agrees. They wait for a second
 * person of the tenant, so that nobody undoes a revocation alone. Safe for use by many threads.
 */
public final class MoveApprovals {

  /** Why a job waits, as a stable code: for a root that agrees, or a second person. */
  public static final String AWAITS_APPROVAL = "move-awaits-approval";

  private final Database database;
  private final Jobs jobs;
  private final SecondPerson second;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps approvals with the jobs in {@code database}. */
  public MoveApprovals(
      Database database, Jobs jobs, SecondPerson second, Ledger ledger, Clock clock) {
    this.database = database;
    this.jobs = jobs;
    this.second = second;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * The tenant's orders that wait, and those that were approved and are not done; the newest first.
   */
  public List<MoveApprovalRequest> list(UUID tenantId) {
    return database.read(
        tx ->
            ids(tx, tenantId).stream().map(id -> request(tx, jobs.get(tx, tenantId, id))).toList());
  }

  private static List<UUID> ids(Handle tx, UUID tenantId) {
    return tx.createQuery(
            """
            SELECT j.id FROM jobs j
            WHERE j.tenant_id = :tenantId AND j.ended_at IS NULL
              AND (EXISTS (SELECT 1 FROM kept_back_moves k WHERE k.job_id = j.id)
                OR EXISTS (SELECT 1 FROM move_approvals a WHERE a.job_id = j.id))
            ORDER BY j.created_at DESC, j.id LIMIT :max\
            """)
        .bind("tenantId", tenantId)
        .bind("max", CustodyLimits.MAX_PAGE_ROWS)
        .mapTo(UUID.class)
        .list();
  }

  /**
   * One of them.
   *
   * @param jobId the job that carries the order out
   * @throws CustodyException {@code JOB_NOT_FOUND}, also for a job that has never waited for this
   */
  public MoveApprovalRequest get(UUID tenantId, UUID jobId) {
    return database.read(tx -> find(tx, tenantId, jobId));
  }

  /**
   * Approves what a job was ordered to do, as it was ordered. It covers the policies that are
   * locked now, and no lock that comes later.
   *
   * @param comment at most {@link CustodyLimits#MAX_COMMENT_CHARS} characters of one line
   * @throws CustodyException {@code JOB_NOT_FOUND}, {@code COMMENT_INVALID}; {@code
   *     MOVE_APPROVAL_REFUSED} to the person who ordered it, to an identity from after the lock or
   *     the order, and if the job does not wait for approval
   */
  public MoveApprovalRequest approve(
      UUID tenantId, UUID jobId, Optional<String> comment, String actor) {
    requireLine(comment);
    MoveApprovalRequest approved =
        database.write(
            tx -> {
              MoveApprovalRequest request = decidable(tx, tenantId, jobId, actor);
              MoveApprovalRows.put(
                  tx,
                  new MoveApproval(
                      jobId,
                      tenantId,
                      OrderDigest.of(tx, jobId),
                      request.target(),
                      actor,
                      clock.instant().truncatedTo(ChronoUnit.MILLIS),
                      comment));
              jobs.hasten(tx, jobId);
              record(tx, request, actor, "MoveApprove", comment);
              return find(tx, tenantId, jobId);
            });
    jobs.wake();
    return approved;
  }

  /**
   * Denies it: the job is cancelled. What it had moved stays; what it had not is where it was.
   *
   * @throws CustodyException as {@link #approve}
   */
  public MoveApprovalRequest deny(
      UUID tenantId, UUID jobId, Optional<String> comment, String actor) {
    requireLine(comment);
    return database.write(
        tx -> {
          MoveApprovalRequest request = decidable(tx, tenantId, jobId, actor);
          jobs.cancel(tx, tenantId, jobId, actor);
          record(tx, request, actor, "MoveDeny", comment);
          return find(tx, tenantId, jobId);
        });
  }

  private MoveApprovalRequest decidable(Handle tx, UUID tenantId, UUID jobId, String actor) {
    MoveApprovalRequest request = find(tx, tenantId, jobId);
    if (request.job().createdBy().equals(actor)) {
      throw refused("the person who ordered a move cannot decide about it; ask another person");
    }
    if (!request.job().isUnfinished() || !request.isWaiting()) {
      throw refused("the order does not wait for approval");
    }
    if (!second.isIndependent(tx, tenantId, actor, begin(request))) {
      throw refused(
          "your identity or your password is newer than the order or the lock; somebody has to"
              + " decide who was there before");
    }
    return request;
  }

  /** When the person who wanted to get around it could first have begun to. */
  private static Instant begin(MoveApprovalRequest request) {
    return request.left().stream()
        .flatMap(left -> left.lockedAt().stream())
        .reduce(request.job().createdAt(), (a, b) -> a.isBefore(b) ? a : b);
  }

  private MoveApprovalRequest find(Handle tx, UUID tenantId, UUID jobId) {
    Job job = jobs.get(tx, tenantId, jobId);
    MoveApprovalRequest request = request(tx, job);
    if (request.left().isEmpty() && request.approvedBy().isEmpty()) {
      throw new CustodyException(
          CustodyError.JOB_NOT_FOUND, "no such order waits for approval; list them");
    }
    return request;
  }

  private static MoveApprovalRequest request(Handle tx, Job job) {
    Optional<MoveApproval> approval = MoveApprovalRows.find(tx, job.id());
    return new MoveApprovalRequest(
        job,
        left(tx, job.id()),
        OrderTarget.of(tx, job),
        OpenJobs.isWaitingFor(tx, job.id(), AWAITS_APPROVAL),
        approval.map(MoveApproval::approvedBy),
        approval.map(MoveApproval::approvedAt),
        approval.flatMap(MoveApproval::comment));
  }

  private static List<Left> left(Handle tx, UUID jobId) {
    return tx.createQuery(
            """
            SELECT p.id, p.name, p.kind FROM policies p
            WHERE p.id IN (SELECT policy_id FROM kept_back_moves WHERE job_id = :jobId)
            ORDER BY p.name, p.id LIMIT :max\
            """)
        .bind("jobId", jobId)
        .bind("max", CustodyLimits.MAX_PAGE_ROWS)
        .map(
            row ->
                new Left(
                    row.getColumn("id", UUID.class),
                    row.getColumn("name", String.class),
                    PolicyKind.valueOf(row.getColumn("kind", String.class)),
                    LeavingLocked.lock(tx, row.getColumn("id", UUID.class)).flatMap(Lock::since)))
        .list();
  }

  private void record(
      Handle tx,
      MoveApprovalRequest request,
      String actor,
      String operation,
      Optional<String> comment) {
    Map<String, String> details = new HashMap<>();
    details.put("orderedBy", request.job().createdBy());
    details.put("kind", request.job().kind());
    details.put("target", request.target().toString());
    details.put(
        "policies",
        String.join(
            " ",
            request.left().stream().limit(MAX_NAMED).map(left -> "" + left.policyId()).toList()));
    ledger.append(
        tx,
        new LedgerEntry(
            request.job().tenantId(),
            actor,
            operation,
            request.job().id().toString(),
            LedgerEntry.Outcome.DONE,
            details,
            comment.map(text -> Map.of("comment", text)).orElse(Map.of())));
  }

  /** How many GUIDs fit one detail of an entry. */
  private static final int MAX_NAMED = 25;

  private static void requireLine(Optional<String> comment) {
    if (comment.isPresent() && !Names.isLine(comment.get(), CustodyLimits.MAX_COMMENT_CHARS)) {
      throw new CustodyException(
          CustodyError.COMMENT_INVALID,
          "a comment has at most %d characters and no control characters"
              .formatted(CustodyLimits.MAX_COMMENT_CHARS));
    }
  }

  private static CustodyException refused(String message) {
    return new CustodyException(CustodyError.MOVE_APPROVAL_REFUSED, message);
  }
}
