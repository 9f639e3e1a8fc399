package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Deed.Mail;
import dev.freehold.chaos.history.Deed.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A history that is written by hand; times are seconds. */
final class Script {

  static final Duration LEASE = Duration.ofSeconds(5);
  static final String DOCUMENT = "files:keep/one";
  static final String INBOX = "mail:alice/INBOX";
  static final String TRASH = "mail:alice/Trash";
  static final long VALIDITY = 7;

  private final List<Operation> operations = new ArrayList<>();

  private Script add(Deed deed, double begin, double end, Answered answered, String code) {
    operations.add(
        new Operation(
            operations.size(),
            "client",
            "node-1",
            deed,
            nanos(begin),
            nanos(end),
            Instant.EPOCH,
            answered,
            code));
    return this;
  }

  static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  Script done(Deed deed, double begin, double end) {
    return add(deed, begin, end, Answered.ACKNOWLEDGED, "");
  }

  Script unknown(Deed deed, double begin, double end) {
    return add(deed, begin, end, Answered.UNKNOWN, "no answer: timeout");
  }

  Script refused(Deed deed, double begin, double end, String code) {
    return add(deed, begin, end, Answered.REFUSED, code);
  }

  Script failed(Deed deed, double begin, double end, String code) {
    return add(deed, begin, end, Answered.UNKNOWN, code);
  }

  static Deed put(String tag) {
    return new Deed.Put(DOCUMENT, tag, "");
  }

  static Deed putIf(String unless, String tag) {
    return new Deed.Put(DOCUMENT, tag, unless);
  }

  static Deed delete() {
    return new Deed.Delete(DOCUMENT);
  }

  Script got(String tag, double begin, double end) {
    return done(new Deed.Get(DOCUMENT, tag, nanos(end)), begin, end);
  }

  static Deed append(String tag, long uid) {
    return new Deed.Append(INBOX, tag, false, at(uid));
  }

  static Deed deliver(String tag) {
    return new Deed.Append(INBOX, tag, true, null);
  }

  static Deed move(String tag, long uid, Long to) {
    return new Deed.Move(INBOX, tag, at(uid), TRASH, to == null ? null : at(to));
  }

  static Deed expunge(String tag, long uid) {
    return new Deed.Expunge(INBOX, tag, at(uid));
  }

  static Deed flag(String tag, long uid, boolean set) {
    return new Deed.Store(INBOX, tag, at(uid), "\\Flagged", set);
  }

  static Place at(long uid) {
    return new Place(VALIDITY, uid);
  }

  static Mail mail(String tag, long uid, String... flags) {
    return new Mail(uid, tag, Set.of(flags), 10 + flags.length);
  }

  Script scanned(String folder, double begin, double end, Mail... mails) {
    return scanned(VALIDITY, folder, begin, end, mails);
  }

  Script scanned(long validity, String folder, double begin, double end, Mail... mails) {
    return done(
        new Deed.Scan(folder, validity, 1000, 1000, List.of(mails), nanos(end)), begin, end);
  }

  List<Violation.Rule> broken() {
    return violations().stream().map(Violation::rule).toList();
  }

  List<Violation> violations() {
    return new HistoryCheck(operations, LEASE).violations();
  }

  HistoryCheck check() {
    return new HistoryCheck(operations, LEASE);
  }
}
