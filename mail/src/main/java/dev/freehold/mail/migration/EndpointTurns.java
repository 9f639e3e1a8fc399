package dev.freehold.mail.migration;

import dev.freehold.mail.migration.MigrationUserRows.Standing;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Decides which batch has the next place at an endpoint that several batches wait for. */
final class EndpointTurns {

  private EndpointTurns() {}

  /**
   * True if a batch may begin a mailbox: there is a place, and one more for each batch that has
   * fewer places or, where it has as many, has waited for a whole turn and longer than this one.
   *
   * @param standings of all batches of the endpoint that run
   * @param places how many the endpoint has
   */
  static boolean mayBegin(List<Standing> standings, UUID batchId, int places, Instant now) {
    int active = standings.stream().mapToInt(Standing::active).sum();
    Standing own =
        standings.stream()
            .filter(each -> each.batchId().equals(batchId))
            .findFirst()
            .orElse(new Standing(batchId, 0, 0, 0));
    long longAgo = now.minus(MigrationLimits.TURN).toEpochMilli();
    long first =
        standings.stream()
            .filter(each -> !each.batchId().equals(batchId) && each.due() > 0)
            .filter(each -> goesBefore(each, own, longAgo))
            .count();
    return places - active > first;
  }

  private static boolean goesBefore(Standing other, Standing own, long longAgo) {
    if (other.active() != own.active()) {
      return other.active() < own.active();
    }
    boolean isBehind =
        other.lastBegun() < own.lastBegun()
            || (other.lastBegun() == own.lastBegun()
                && other.batchId().compareTo(own.batchId()) < 0);
    return isBehind && other.lastBegun() < longAgo;
  }
}
