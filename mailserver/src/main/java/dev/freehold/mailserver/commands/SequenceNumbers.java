package dev.freehold.mailserver.commands;

import java.util.Arrays;
import java.util.List;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.request.SearchKey;

/**
 * Search keys whose {@code *} counts where James forgets it: in {@code 6:*} of a folder with five
 * messages it is 5, and the range holds that message (RFC 3501 section 9, seq-range).
 */
final class SequenceNumbers {

  private SequenceNumbers() {}

  /** The same key for a folder with {@code exists} messages. */
  static SearchKey within(SearchKey key, long exists) {
    return switch (key.getType()) {
      case TYPE_SEQUENCE_SET ->
          SearchKey.buildSequenceSet(
              Arrays.stream(key.getSequenceNumbers())
                  .map(range -> within(range, exists))
                  .toArray(IdRange[]::new));
      case TYPE_AND -> SearchKey.buildAnd(within(key.getKeys(), exists));
      case TYPE_OR -> {
        List<SearchKey> both = within(key.getKeys(), exists);
        yield SearchKey.buildOr(both.getFirst(), both.getLast());
      }
      case TYPE_NOT -> SearchKey.buildNot(within(key.getKeys().getFirst(), exists));
      default -> key;
    };
  }

  private static List<SearchKey> within(List<SearchKey> keys, long exists) {
    return keys.stream().map(key -> within(key, exists)).toList();
  }

  private static IdRange within(IdRange range, long exists) {
    return range.getHighVal() == Long.MAX_VALUE && range.getLowVal() > exists
        ? new IdRange(Math.max(1, exists), Long.MAX_VALUE)
        : range;
  }
}
