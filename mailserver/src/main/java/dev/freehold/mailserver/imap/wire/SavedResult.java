package dev.freehold.mailserver.imap.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SearchResUtil;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MessageUid;

/**
 * What {@code $} stands for (RFC 5182): messages, whether a command names numbers or UIDs. James
 * keeps whichever of both the SEARCH gave. Here it keeps UIDs once {@link #keep} was called.
 */
public final class SavedResult {

  private SavedResult() {}

  /**
   * Keeps what James has just saved.
   *
   * @param areUids whether these are UIDs already
   */
  public static void keep(ImapSession session, boolean areUids) {
    if (!areUids && session.getSelected() != null) {
      SelectedMailbox selected = session.getSelected();
      SearchResUtil.saveSequenceSet(
          session,
          ranges(
              Arrays.stream(SearchResUtil.getSavedSequenceSet(session))
                  .flatMapToInt(
                      range ->
                          IntStream.rangeClosed((int) range.getLowVal(), (int) range.getHighVal()))
                  .mapToObj(selected::uid)
                  .flatMap(uid -> uid.stream())
                  .mapToLong(MessageUid::asLong)));
    }
  }

  /** As UIDs. */
  public static IdRange[] uids(ImapSession session) {
    return SearchResUtil.getSavedSequenceSet(session);
  }

  /** As numbers; messages that went are left out. */
  public static IdRange[] numbers(ImapSession session) {
    SelectedMailbox selected = session.getSelected();
    if (selected == null) {
      return new IdRange[0];
    }
    IdRange[] saved = uids(session);
    return ranges(
        IntStream.rangeClosed(1, (int) selected.existsCount())
            .filter(number -> isSaved(saved, selected, number))
            .asLongStream());
  }

  private static boolean isSaved(IdRange[] saved, SelectedMailbox selected, int number) {
    long uid = selected.uid(number).map(MessageUid::asLong).orElse(0L);
    int low = 0;
    int high = saved.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (saved[middle].getHighVal() < uid) {
        low = middle + 1;
      } else if (saved[middle].getLowVal() > uid) {
        high = middle - 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Of rising numbers. */
  private static IdRange[] ranges(LongStream numbers) {
    List<IdRange> ranges = new ArrayList<>();
    long[] open = {-1, -1};
    numbers.forEach(
        number -> {
          if (open[0] >= 0 && number != open[1] + 1) {
            ranges.add(new IdRange(open[0], open[1]));
            open[0] = -1;
          }
          open[0] = open[0] < 0 ? number : open[0];
          open[1] = number;
        });
    if (open[0] >= 0) {
      ranges.add(new IdRange(open[0], open[1]));
    }
    return ranges.toArray(IdRange[]::new);
  }
}
