package dev.freehold.custody.orders;

import dev.freehold.custody.locks.LeavingLocked.Lock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a second person agreed to.
 *
 * @param jobId the job that was ordered
 * @param tenantId whose it is
 * @param orderDigest see {@link OrderDigest}
 * @param target the only policy that keys may go to by it; a policy that gets other roots is its
 *     own
 * @param approvedBy the second person
 * @param approvedAt when; locks from after that are not covered
 * @param comment what that person had to say
 */
record MoveApproval(
    UUID jobId,
    UUID tenantId,
    String orderDigest,
    UUID target,
    String approvedBy,
    Instant approvedAt,
    Optional<String> comment) {

  /** Tells whether keys may leave a policy by it that was locked then, or is not locked. */
  boolean covers(Departure departure, Optional<Lock> lock) {
    return departure.to().equals(target) && lock.map(this::isFromBefore).orElse(true);
  }

  private boolean isFromBefore(Lock lock) {
    return lock.since().filter(at -> !at.isAfter(approvedAt)).isPresent();
  }
}
