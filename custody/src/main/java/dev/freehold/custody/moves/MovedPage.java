package dev.freehold.custody.moves;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.orders.Departure;
import dev.freehold.custody.orders.ShardRange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What became of a page of owners, in bundles already and not yet in rows. A key that does not open
 * is in none of the lists: it stays where it is, and the job's statement counts it. Neither is one
 * that may not go where it was ordered to; the job then fails at its end.
 *
 * @param wrapped keys that only changed their policy
 * @param renewed keys that were made again
 * @param settled owners that were where they have to be
 * @param left the departures from customers' policies that are among {@code wrapped}
 * @param kept departures that were kept back, because no root agreed to them
 */
record MovedPage(
    List<Change> wrapped,
    List<Change> renewed,
    List<UUID> settled,
    Set<Departure> left,
    Set<Departure> kept) {

  /** Copies the lists and sets. */
  MovedPage {
    wrapped = List.copyOf(wrapped);
    renewed = List.copyOf(renewed);
    settled = List.copyOf(settled);
    left = Set.copyOf(left);
    kept = Set.copyOf(kept);
  }

  /** The same without some departures, which are kept back after all. */
  MovedPage keepingBack(Set<Departure> more) {
    if (more.isEmpty()) {
      return this;
    }
    Set<Departure> stillLeft = new HashSet<>(left);
    stillLeft.removeAll(more);
    Set<Departure> allKept = new HashSet<>(kept);
    allKept.addAll(more);
    return new MovedPage(
        wrapped.stream().filter(change -> more.stream().noneMatch(change::isOf)).toList(),
        renewed,
        settled,
        stillLeft,
        allKept);
  }

  /** Where the page begins, if some of it was kept back. */
  Optional<UUID> keptFrom(ShardRange range) {
    return kept.isEmpty() ? Optional.empty() : Optional.of(range.after());
  }

  /**
   * The owners that are where they have to be once this is in rows, with the keys that they had.
   */
  List<UUID> arrivedWithTheirKeys() {
    return Stream.concat(settled.stream(), wrapped.stream().map(Change::ownerId)).toList();
  }

  /**
   * One owner's change.
   *
   * @param ownerId the mailbox or site
   * @param before its key until now
   * @param after its key from now on
   */
  record Change(UUID ownerId, WrappedOwnerKey before, WrappedOwnerKey after) {

    boolean isOf(Departure departure) {
      return before.policyId().equals(departure.from()) && after.policyId().equals(departure.to());
    }
  }
}
