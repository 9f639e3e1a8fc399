package dev.freehold.custody.orders;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.policies.PolicyKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An order that waits until a root of each policy that it leaves agrees or a second person approves
 * it, or that was approved and is not done yet.
 *
 * @param job the job that carries it out
 * @param left the locked policies that it would leave; at most {@link
 *     dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}
 * @param target the policy where keys would go; the same policy if it gets other roots
 * @param isWaiting whether it needs approval now
 * @param approvedBy who approved it last, if somebody did
 * @param approvedAt when
 * @param comment the comment of the person who approved it
 */
public record MoveApprovalRequest(
    Job job,
    List<Left> left,
    UUID target,
    boolean isWaiting,
    Optional<String> approvedBy,
    Optional<Instant> approvedAt,
    Optional<String> comment) {

  /** Copies the list. */
  public MoveApprovalRequest {
    left = List.copyOf(left);
  }

  /**
   * A locked policy that an order would leave.
   *
   * @param policyId which one
   * @param name its name
   * @param kind its kind
   * @param lockedAt since when no root of it agrees, if that is known
   */
  public record Left(UUID policyId, String name, PolicyKind kind, Optional<Instant> lockedAt) {}
}
