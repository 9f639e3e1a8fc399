package dev.freehold.custody.orders;

import dev.freehold.custody.locks.LeavingLocked;
import dev.freehold.custody.recovery.RecoveryRows;
import dev.freehold.custody.recovery.RecoveryState;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Decides which keys may leave a customer's policy although none of its roots agrees: those of an
 * order that a second person approved, and those of a policy whose recovery was approved, to roots
 * that are the customer's own. All other keys need a root that agrees. Each method runs in the
 * caller's transaction.
 */
public final class Releases {

  private Releases() {}

  /** Those of the given departures, by one job, that a second person has approved. */
  public static Set<Departure> among(Handle tx, UUID jobId, Collection<Departure> departures) {
    if (departures.isEmpty()) {
      return Set.of();
    }
    Optional<MoveApproval> approval = approval(tx, jobId);
    return departures.stream()
        .filter(
            departure ->
                approval
                        .filter(
                            agreed ->
                                agreed.covers(departure, LeavingLocked.lock(tx, departure.from())))
                        .isPresent()
                    || isRecovered(tx, departure))
        .collect(Collectors.toSet());
  }

  /** The approval of a job, if what it does is still what was approved. */
  private static Optional<MoveApproval> approval(Handle tx, UUID jobId) {
    return MoveApprovalRows.find(tx, jobId)
        .filter(agreed -> agreed.orderDigest().equals(OrderDigest.of(tx, jobId)));
  }

  /** Those of some departures whose policy is locked, and that only one person wants. */
  public static Set<Departure> locked(Handle tx, UUID jobId, Collection<Departure> departures) {
    Set<Departure> locked =
        departures.stream()
            .filter(departure -> LeavingLocked.lock(tx, departure.from()).isPresent())
            .collect(Collectors.toSet());
    locked.removeAll(among(tx, jobId, locked));
    return locked;
  }

  private static boolean isRecovered(Handle tx, Departure departure) {
    return departure.targetKind().isCustomerManaged()
        && RecoveryRows.pending(tx, departure.from())
            .map(request -> isApproved(request.state()))
            .orElse(false);
  }

  private static boolean isApproved(RecoveryState state) {
    return switch (state) {
      case APPROVED, OPEN, MOVING -> true;
      case REQUESTED, DENIED, CANCELLED, DONE -> false;
    };
  }
}
