package dev.freehold.mail.migration.imap;

import java.util.List;
import java.util.Optional;

/**
 * Messages of an opened folder in the order of their UIDs, which rise.
 *
 * @param items the messages
 * @param missing numbers of the page of which the server does not tell the UID
 */
public record SourcePage(List<SourceItem> items, List<Integer> missing) {

  /** The page after the last message. */
  static final SourcePage NONE = new SourcePage(List.of(), List.of());

  /** Messages that are asked for one by one. */
  public static SourcePage of(List<Long> uids) {
    return new SourcePage(
        uids.stream().map(uid -> new SourceItem(0, uid, Optional.empty())).toList(), List.of());
  }

  /** Copies. */
  public SourcePage {
    items = List.copyOf(items);
    missing = List.copyOf(missing);
  }

  /** The number that the message of a UID had; 0 if the page does not have it. */
  int numberOf(long uid) {
    return items.stream()
        .filter(item -> item.uid() == uid)
        .mapToInt(SourceItem::number)
        .findFirst()
        .orElse(0);
  }

  /** Its messages above a UID; none if it has gaps or messages that were not described. */
  SourcePage above(long uid) {
    boolean isWhole =
        missing.isEmpty() && items.stream().allMatch(item -> item.message().isPresent());
    return isWhole
        ? new SourcePage(items.stream().filter(item -> item.uid() > uid).toList(), List.of())
        : NONE;
  }

  /** True if and only if there are no more messages. */
  public boolean isEnd() {
    return items.isEmpty() && missing.isEmpty();
  }
}
