package dev.freehold.mail.migration;

import java.util.ArrayList;
import java.util.List;

/** What a step has copied of one folder. One thread. */
final class CopiedPage {

  private final List<Skipped> skipped = new ArrayList<>();
  private long lastUid;
  private long items;
  private long bytes;

  CopiedPage(long lastUid) {
    this.lastUid = lastUid;
  }

  /** A message that was skipped. */
  record Skipped(long uid, String code) {}

  void copied(long uid, long sizeBytes) {
    lastUid = uid;
    items++;
    bytes += sizeBytes;
  }

  void skipped(long uid, String code) {
    lastUid = uid;
    skipped.add(new Skipped(uid, code));
  }

  /** A message that was removed at the source before its turn came. */
  void gone(long uid) {
    lastUid = uid;
  }

  List<Skipped> skipped() {
    return skipped;
  }

  long lastUid() {
    return lastUid;
  }

  long items() {
    return items;
  }

  long bytes() {
    return bytes;
  }
}
