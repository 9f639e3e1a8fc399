package dev.freehold.mail.migration.imap;

import java.util.List;

/**
 * Messages of an opened folder in the order of their UIDs, which rise.
 *
 * @param items the messages
 * @param missing numbers of the page of which the server does not tell the UID
 */
public record SourcePage(List<SourceItem> items, List<Integer> missing) {

  /** The page after the last message. */
  static final SourcePage NONE = new SourcePage(List.of(), List.of());

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
