package dev.freehold.custody.moves;

import dev.freehold.custody.hierarchy.WrappedOwnerKey;
import java.util.List;
import java.util.UUID;

/**
 * What became of a page of owners, in bundles already and not yet in rows.
 *
 * @param wrapped keys that only changed their policy
 * @param renewed keys that were made anew
 * @param settled how many were where they have to be
 */
record MovedPage(List<Change> wrapped, List<Change> renewed, int settled) {

  /** Copies the lists. */
  MovedPage {
    wrapped = List.copyOf(wrapped);
    renewed = List.copyOf(renewed);
  }

  /**
   * One owner's change.
   *
   * @param ownerId the mailbox or site
   * @param before its key until now
   * @param after its key from now on
   */
  record Change(UUID ownerId, WrappedOwnerKey before, WrappedOwnerKey after) {}
}
