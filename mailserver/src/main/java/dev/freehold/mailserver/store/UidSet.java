package dev.freehold.mailserver.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** UIDs of a folder, eight bytes each. For one thread at a time. */
final class UidSet {

  private long[] uids = {};
  private int size;

  /** Takes the place of what there was; {@code rising} must rise. */
  void set(LongStream rising) {
    uids = rising.toArray();
    size = uids.length;
  }

  boolean contains(long uid) {
    return place(uid) >= 0;
  }

  void add(long uid) {
    int place = place(uid);
    if (place >= 0) {
      return;
    }
    int at = -place - 1;
    if (size == uids.length) {
      uids = Arrays.copyOf(uids, Math.max(16, size + size / 2));
    }
    System.arraycopy(uids, at, uids, at + 1, size - at);
    uids[at] = uid;
    size++;
  }

  void remove(long uid) {
    int place = place(uid);
    if (place >= 0) {
      System.arraycopy(uids, place + 1, uids, place, size - place - 1);
      size--;
    }
  }

  /** Those that are not among {@code rising}. */
  List<Long> without(LongStream rising) {
    UidSet others = new UidSet();
    others.set(rising);
    return LongStream.of(uids).limit(size).filter(uid -> !others.contains(uid)).boxed().toList();
  }

  private int place(long uid) {
    return Arrays.binarySearch(uids, 0, size, uid);
  }
}
