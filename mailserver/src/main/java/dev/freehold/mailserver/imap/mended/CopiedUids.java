package dev.freehold.mailserver.imap.mended;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MessageUid;

/**
 * The UIDs that a COPY or MOVE names, in the order in which they are copied, for COPYUID (RFC 4315
 * section 3). James repeats there what the client wrote: numbers instead of UIDs, and {@code *}.
 * For one command.
 */
final class CopiedUids {

  private final SelectedMailbox selected;
  private final Collection<MessageUid> gone;
  private final StringBuilder text = new StringBuilder();
  private long first = -1;
  private long last = -1;
  private long count;

  private CopiedUids(SelectedMailbox selected) {
    this.selected = selected;
    this.gone = selected.expungedUids();
  }

  /** Those of messages that the client knows of and that are not known to be gone. */
  static CopiedUids of(SelectedMailbox selected, IdRange[] ids, boolean useUids) {
    CopiedUids uids = new CopiedUids(selected);
    for (IdRange range : ids) {
      if (uids.count > selected.existsCount()) {
        break;
      }
      uids.add(range, useUids);
    }
    uids.write();
    return uids;
  }

  private void add(IdRange range, boolean useUids) {
    int exists = (int) selected.existsCount();
    long low = range.getLowVal();
    long high = range.getHighVal();
    if (useUids && high == Long.MAX_VALUE) {
      low = Math.min(low, uid(exists));
    }
    int from = useUids ? firstNumber(low) : Math.clamp(low, 1, Math.max(1, exists));
    for (int number = from; number <= exists; number++) {
      long uid = uid(number);
      if ((useUids ? uid : number) > high) {
        return;
      }
      if (!gone.contains(MessageUid.of(uid))) {
        add(uid);
      }
    }
  }

  /** The first number whose UID is not below; one above all if there is none. */
  private int firstNumber(long uid) {
    int low = 1;
    int high = (int) selected.existsCount() + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (uid(middle) < uid) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long uid(int number) {
    return selected.uid(number).map(MessageUid::asLong).orElse(0L);
  }

  private void add(long uid) {
    count++;
    if (first >= 0 && uid == last + 1) {
      last = uid;
      return;
    }
    write();
    first = uid;
    last = uid;
  }

  private void write() {
    if (first >= 0) {
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (last > first) {
        text.append(':').append(last);
      }
    }
    first = -1;
  }

  /**
   * James's code with these UIDs; empty if nothing was copied, or if messages went meanwhile, so
   * that nobody knows which UIDs belong together.
   */
  Optional<String> code(ResponseCode james) {
    String target = List.copyOf(james.getParameters()).getLast();
    return target.equals("*") || count(target) != count
        ? Optional.empty()
        : Optional.of("COPYUID %d %s %s".formatted(james.getNumber(), text, target));
  }

  private static long count(String ranges) {
    long count = 0;
    for (String range : ranges.split(",", -1)) {
      String[] ends = range.split(":", -1);
      count += Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
    }
    return count;
  }
}
