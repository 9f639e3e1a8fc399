package dev.freehold.mail.migration;

import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.sync.Arrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step has copied of one folder. One thread. */
final class CopiedPage {

  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Long> done = new ArrayList<>();
  private final List<Arrivals.Arrival> arrivals = new ArrayList<>();
  private Optional<Trouble> trouble = Optional.empty();
  private boolean complete;
  private long lastUid;
  private long fresh;
  private long known;
  private long recognised;
  private long gone;
  private long bytes;

  CopiedPage(long lastUid) {
    this.lastUid = lastUid;
  }

  /**
   * What was skipped.
   *
   * @param uid its UID; below 0 the number of a message of which the source tells no UID
   * @param code why, as a stable code
   * @param isBad whether it counts towards the limit of bad items
   */
  record Skipped(long uid, String code, boolean isBad) {}

  /** A message that the source does not give, after which the step ends. */
  record Trouble(long uid, SourceError error) {}

  /** A message that was stored now, or was found here. */
  void copied(long uid, long sizeBytes, boolean alreadyThere) {
    done(uid);
    bytes += sizeBytes;
    if (alreadyThere) {
      known++;
    } else {
      fresh++;
    }
  }

  /** A message that was found here under another name. */
  void recognised(long uid, long sizeBytes) {
    copied(uid, sizeBytes, true);
    recognised++;
  }

  /** One that the batch has dealt with before, under another UID or in another folder. */
  void matched(long uid) {
    done(uid);
  }

  /** What became of one that was stored or found. */
  void arrived(Arrivals.Arrival arrival) {
    arrivals.add(arrival);
  }

  /** One that an earlier run skipped has a UID below others. */
  private void done(long uid) {
    lastUid = Math.max(lastUid, uid);
    done.add(uid);
  }

  void skipped(Skipped skip) {
    done(skip.uid());
    skipped.add(skip);
  }

  /** A message of which the source tells nothing but that there is one of this number. */
  void missing(int number) {
    skipped.add(new Skipped(-number, SourceError.MESSAGE_MISSING.code(), true));
  }

  /** True if a message was skipped because of this. */
  boolean skipped(SourceError error) {
    return skipped.stream().anyMatch(skip -> skip.code().equals(error.code()));
  }

  /** A message that was removed at the source before its turn came. */
  void gone(long uid) {
    done(uid);
    gone++;
  }

  /** The message was not given; it stays the next one. */
  void failed(long uid, SourceError error) {
    trouble = Optional.of(new Trouble(uid, error));
  }

  /** Nothing is left of the page that the source gave. */
  void completed() {
    complete = trouble.isEmpty();
  }

  List<Skipped> skipped() {
    return skipped;
  }

  /** The UIDs of all messages that have had their turn. */
  List<Long> done() {
    return done;
  }

  List<Arrivals.Arrival> arrivals() {
    return arrivals;
  }

  long bad() {
    return skipped.stream().filter(Skipped::isBad).count();
  }

  Optional<Trouble> trouble() {
    return trouble;
  }

  boolean isComplete() {
    return complete;
  }

  long lastUid() {
    return lastUid;
  }

  /** Messages that are here. */
  long items() {
    return fresh + known;
  }

  /** How many messages the source was asked for, as far as this is known. */
  int fetched() {
    return (int) (fresh + recognised) + skipped.size() + (trouble.isPresent() ? 1 : 0);
  }

  long fresh() {
    return fresh;
  }

  long known() {
    return known;
  }

  /** Of those that are known, the ones that have another name. */
  long recognisedHere() {
    return recognised;
  }

  long wentAtSource() {
    return gone;
  }

  long bytes() {
    return bytes;
  }
}
