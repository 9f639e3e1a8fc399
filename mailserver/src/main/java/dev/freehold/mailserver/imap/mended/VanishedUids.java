package dev.freehold.mailserver.imap.mended;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.UidRange;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MessageUid;

/**
 * The UIDs that a folder does not have any more, for VANISHED (EARLIER) (RFC 7162 section 3.2.10).
 * When they went is not kept, so that all of them are told.
 */
final class VanishedUids {

  private final SelectedMailbox selected;
  private final List<UidRange> gone = new ArrayList<>();
  private int number = 1;

  private VanishedUids(SelectedMailbox selected) {
    this.selected = selected;
  }

  /**
   * Those of some UIDs.
   *
   * @param asked ranges of UIDs
   * @param first the lowest UID that may be told
   * @param last the highest that was ever given to a message
   */
  static UidRange[] of(SelectedMailbox selected, List<IdRange> asked, long first, long last) {
    VanishedUids uids = new VanishedUids(selected);
    IdRange.mergeRanges(new ArrayList<>(asked)).stream()
        .sorted((a, b) -> Long.compare(a.getLowVal(), b.getLowVal()))
        .forEach(
            range ->
                uids.add(Math.max(first, range.getLowVal()), Math.min(last, range.getHighVal())));
    return uids.gone.toArray(UidRange[]::new);
  }

  /** Ranges come in rising order. */
  private void add(long low, long high) {
    long next = low;
    while (next <= high) {
      long present = presentFrom(next);
      if (present > next) {
        gone.add(new UidRange(MessageUid.of(next), MessageUid.of(Math.min(high, present - 1))));
      }
      next = present == Long.MAX_VALUE ? Long.MAX_VALUE : present + 1;
    }
  }

  /** The first UID that is there and not below; the greatest number if there is none. */
  private long presentFrom(long uid) {
    while (number <= selected.existsCount()) {
      long present = selected.uid(number).map(MessageUid::asLong).orElse(Long.MAX_VALUE);
      if (present >= uid) {
        return present;
      }
      number++;
    }
    return Long.MAX_VALUE;
  }

  /** UID ranges as ranges of ids. */
  static List<IdRange> ranges(UidRange[] uids) {
    return Arrays.stream(uids)
        .map(range -> new IdRange(range.getLowVal().asLong(), range.getHighVal().asLong()))
        .toList();
  }
}
