package dev.freehold.mail.migration.dryrun;

import java.util.List;
import java.util.Optional;

/**
 * What a dry run has found so far.
 *
 * @param users the accounts of this part, in the order of the CSV
 * @param totals of this part and those before
 * @param expectedSeconds how long copying all of them takes at the source's speed, as many at the
 *     same time as the endpoint allows
 * @param space whether there is room here for their bytes
 * @param nextAfter the line after which the next part begins; empty if this was the last
 */
public record DryRunPart(
    List<DryRunUser> users,
    DryRunTotals totals,
    long expectedSeconds,
    Space space,
    Optional<Integer> nextAfter) {

  /** Copies the accounts. */
  public DryRunPart {
    users = List.copyOf(users);
  }

  /** Whether what would come fits on the disk. */
  public enum Space {
    ENOUGH,
    SHORT,
    /** Blobs are not on this machine. */
    UNKNOWN
  }
}
