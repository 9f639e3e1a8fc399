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

  /** True if and only if there are no more messages. */
  public boolean isEnd() {
    return items.isEmpty() && missing.isEmpty();
  }
}
