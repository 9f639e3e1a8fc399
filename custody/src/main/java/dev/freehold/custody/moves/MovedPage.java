package dev.freehold.custody.moves;

import dev.freehold.custody.hierarchy.WrappedOwnerKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What became of a page of owners, in bundles already and not yet in rows. A key that does not open
 * is in none of the lists: it stays where it is, and the job's statement counts it. Neither is one
 * that may not go where it was ordered to; the job then fails at its end.
 *
 * @param wrapped keys that only changed their policy
 * @param renewed keys that were made anew
 * @param settled owners that were where they have to be
 */
record MovedPage(List<Change> wrapped, List<Change> renewed, List<UUID> settled) {

  /** Copies the lists. */
  MovedPage {
    wrapped = List.copyOf(wrapped);
    renewed = List.copyOf(renewed);
    settled = List.copyOf(settled);
  }

  /** The owners that are where they have to be once this is in rows. */
  List<UUID> arrived() {
    return Stream.concat(
            settled.stream(),
            Stream.concat(wrapped.stream(), renewed.stream()).map(Change::ownerId))
        .toList();
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
