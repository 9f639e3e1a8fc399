package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Deed.Append;
import dev.freehold.chaos.history.Deed.Expunge;
import dev.freehold.chaos.history.Deed.Mail;
import dev.freehold.chaos.history.Deed.Move;
import dev.freehold.chaos.history.Deed.Place;
import dev.freehold.chaos.history.Deed.Put;
import dev.freehold.chaos.history.Deed.Scan;
import dev.freehold.chaos.history.Deed.Store;
import dev.freehold.chaos.history.Violation.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mail: each message is a register whose value is the folder and UID under which it lies, and each
 * of its flags is another one; what scans see of them, at whichever nodes, is linearizable. So an
 * acknowledged message lies in one place until it is moved or expunged, an unknown one in one or
 * none, and none comes back.
 *
 * <p>A message is sent once. LMTP and IMAP promise no more for it: a client that hears nothing and
 * sends again may make two, and no client here does.
 */
final class MailCheck {

  private static final Comparator<Place> BY_UID = Comparator.comparingLong(Place::uid);
  private static final String NOWHERE_SEEN = "?";
  private static final String SET = "set";
  private static final String CLEAR = "clear";

  private final List<Operation> operations;
  private final long origin;
  private final List<Violation> found = new ArrayList<>();

  /** By tag: the places in which scans saw it, by folder, but for those that answers named. */
  private final Map<String, Map<String, NavigableSet<Place>>> seen = new HashMap<>();

  private final Map<String, List<Turn>> messages = new LinkedHashMap<>();

  /** By tag: when it was known to be expunged, and only comes back if something is wrong. */
  private final Map<String, Long> expunged = new HashMap<>();

  private final Map<String, List<Turn>> flags = new LinkedHashMap<>();

  /** By mailbox: what was stored under a number, and is judged as documents are. */
  private final Map<String, Set<String>> stored = new HashMap<>();

  private MailCheck(List<Operation> operations, long origin) {
    this.operations = operations;
    this.origin = origin;
  }

  static List<Violation> of(List<Operation> operations, long origin) {
    return new MailCheck(operations, origin).check();
  }

  private List<Violation> check() {
    operations.forEach(this::look);
    operations.forEach(this::explain);
    operations.forEach(this::write);
    Map<String, List<String>> tagsOfMailbox = new HashMap<>();
    for (Operation operation : operations) {
      if (operation.deed() instanceof Append append) {
        tagsOfMailbox
            .computeIfAbsent(mailbox(append.object()), _ -> new ArrayList<>())
            .add(append.tag());
      } else if (operation.deed() instanceof Put put) {
        stored.computeIfAbsent(mailbox(put.object()), _ -> new HashSet<>()).add(put.tag());
      }
    }
    for (Operation operation : operations) {
      if (operation.deed() instanceof Scan scan && operation.isAcknowledged()) {
        read(operation, scan, tagsOfMailbox.getOrDefault(mailbox(scan.object()), List.of()));
      }
    }
    found.addAll(RegisterCheck.violations(messages, Deed.ABSENT, origin));
    found.addAll(RegisterCheck.violations(flags, CLEAR, origin));
    return found;
  }

  private static String mailbox(String folder) {
    return folder.substring(0, folder.lastIndexOf('/'));
  }

  private static String place(String folder, Place at) {
    return "%s:%d.%d".formatted(folder, at.validity(), at.uid());
  }

  private void look(Operation operation) {
    if (!(operation.deed() instanceof Scan scan) || !operation.isAcknowledged()) {
      return;
    }
    Set<String> here = new TreeSet<>();
    for (Mail mail : scan.mails()) {
      if (!here.add(mail.tag())) {
        found.add(
            new Violation(Rule.TWICE, mail.tag(), "twice in [" + operation.line(origin) + "]"));
      }
      seen.computeIfAbsent(mail.tag(), _ -> new HashMap<>())
          .computeIfAbsent(scan.object(), _ -> new TreeSet<>(BY_UID))
          .add(new Place(scan.validity(), mail.uid()));
    }
  }

  /** An answer said how the message came to this place; nothing unknown has to explain it. */
  private void explain(Operation operation) {
    if (operation.deed() instanceof Append append && append.at() != null) {
      places(append.tag(), append.object()).remove(append.at());
    } else if (operation.deed() instanceof Move move && move.to() != null) {
      places(move.tag(), move.into()).remove(move.to());
    }
  }

  private NavigableSet<Place> places(String tag, String folder) {
    return seen.getOrDefault(tag, Map.of()).getOrDefault(folder, new TreeSet<>(BY_UID));
  }

  /**
   * A message came to lie somewhere in a folder, and no answer said where. If it is known that it
   * did, it was the first place in which it was seen, because UIDs rise; else it may be any.
   *
   * @param from where it lay before, or null
   */
  private void landed(Operation operation, String tag, String folder, String from) {
    NavigableSet<Place> places = places(tag, folder);
    if (places.isEmpty()) {
      message(tag, Turn.change(operation, from, folder + ":" + NOWHERE_SEEN));
    } else if (operation.isAcknowledged()) {
      message(tag, Turn.change(operation, from, place(folder, places.first())));
    } else {
      for (Place each : places) {
        message(tag, Turn.change(operation, from, place(folder, each)));
      }
    }
  }

  private void write(Operation operation) {
    if (operation.answered() == Answered.REFUSED
        || !(operation.deed() instanceof Deed.OfMail deed)) {
      return;
    }
    switch (deed) {
      case Append append when append.at() == null ->
          landed(operation, append.tag(), append.object(), null);
      case Append append ->
          message(append.tag(), Turn.write(operation, place(append.object(), append.at())));
      case Move move when move.to() == null ->
          landed(operation, move.tag(), move.into(), place(move.object(), move.at()));
      case Move move ->
          message(
              move.tag(),
              Turn.change(
                  operation, place(move.object(), move.at()), place(move.into(), move.to())));
      case Expunge expunge -> {
        message(expunge.tag(), Turn.write(operation, Deed.ABSENT));
        if (operation.isAcknowledged()) {
          expunged.merge(expunge.tag(), operation.end(), Math::min);
        }
      }
      case Store store ->
          flag(store.tag(), store.flag(), Turn.write(operation, store.set() ? SET : CLEAR));
      case Scan _ -> {
        // It writes nothing.
      }
    }
  }

  private void message(String tag, Turn turn) {
    messages.computeIfAbsent(tag, _ -> new ArrayList<>()).add(turn);
  }

  private void flag(String tag, String flag, Turn turn) {
    flags.computeIfAbsent(tag + " " + flag, _ -> new ArrayList<>()).add(turn);
  }

  private void read(Operation operation, Scan scan, List<String> tags) {
    Map<String, Mail> here = new HashMap<>();
    scan.mails().forEach(mail -> here.put(mail.tag(), mail));
    for (String tag : tags) {
      Mail mail = here.remove(tag);
      if (mail == null) {
        absent(operation, scan, tag);
        continue;
      }
      message(
          tag, Turn.read(operation, place(scan.object(), new Place(scan.validity(), mail.uid()))));
      for (String flag : Set.of("\\Flagged", "\\Answered")) {
        flag(tag, flag, Turn.read(operation, mail.flags().contains(flag) ? SET : CLEAR));
      }
    }
    here.keySet().removeAll(stored.getOrDefault(mailbox(scan.object()), Set.of()));
    here.forEach(
        (tag, mail) ->
            found.add(
                new Violation(
                    Rule.DAMAGED,
                    place(scan.object(), new Place(scan.validity(), mail.uid())),
                    "no client sent \"%s\" to this mailbox, yet it is in [%s]"
                        .formatted(tag, operation.line(origin)))));
  }

  /**
   * It was at none of the places in this folder at which it may ever have been. That tells nothing
   * of what was expunged before; without this a long history would have millions of such turns.
   */
  private void absent(Operation operation, Scan scan, String tag) {
    if (expunged.getOrDefault(tag, Long.MAX_VALUE) < operation.begin()) {
      return;
    }
    Set<String> places = new TreeSet<>();
    for (Turn turn : messages.getOrDefault(tag, List.of())) {
      String left = turn.leaves();
      if (left != null
          && left.startsWith(scan.object() + ":")
          && turn.begin() < operation.begin()) {
        places.add(left);
      }
    }
    places.forEach(place -> message(tag, Turn.unlike(operation, place)));
  }
}
