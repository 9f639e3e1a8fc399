package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Deed.Append;
import dev.freehold.chaos.history.Deed.Mail;
import dev.freehold.chaos.history.Deed.Move;
import dev.freehold.chaos.history.Deed.Place;
import dev.freehold.chaos.history.Deed.Scan;
import dev.freehold.chaos.history.Violation.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Numbers of mail: a folder has one UIDVALIDITY; a UID means one message for ever; a message that
 * is added after another one was acknowledged has a higher UID; what the folder says of the next
 * UID and of its highest mod-sequence never falls, and the mod-sequence of a message rises whenever
 * its flags change.
 */
final class UidCheck {

  private final long origin;
  private final List<Violation> found = new ArrayList<>();
  private final Map<String, Long> validities = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, List<Numbered>> added = new LinkedHashMap<>();
  private final Map<String, List<Numbered>> next = new LinkedHashMap<>();
  private final Map<String, List<Numbered>> highest = new LinkedHashMap<>();
  private final Map<String, List<Numbered>> modSeqs = new LinkedHashMap<>();

  private UidCheck(long origin) {
    this.origin = origin;
  }

  /** A number that an operation gave, with the flags that were seen with it. */
  private record Numbered(Operation operation, long number, Set<String> flags) {}

  static List<Violation> of(List<Operation> operations, long origin) {
    UidCheck check = new UidCheck(origin);
    operations.stream().filter(Operation::isAcknowledged).forEach(check::look);
    check.added.forEach((object, numbers) -> check.rises(object, "UID", numbers, true));
    check.next.forEach((object, numbers) -> check.rises(object, "UIDNEXT", numbers, false));
    check.highest.forEach(
        (object, numbers) -> check.rises(object, "HIGHESTMODSEQ", numbers, false));
    check.modSeqs.forEach(
        (object, numbers) -> {
          check.rises(object, "MODSEQ", numbers, false);
          check.changes(object, numbers);
        });
    return check.found;
  }

  private void look(Operation operation) {
    if (operation.deed() instanceof Append append && append.at() != null) {
      add(operation, append.object(), append.at(), append.tag());
    } else if (operation.deed() instanceof Move move && move.to() != null) {
      add(operation, move.into(), move.to(), move.tag());
    } else if (operation.deed() instanceof Scan scan) {
      scan(operation, scan);
    }
  }

  private void add(Operation operation, String folder, Place at, String tag) {
    name(operation, folder, at, tag);
    note(added, folder, operation, at.uid(), Set.of());
  }

  private void scan(Operation operation, Scan scan) {
    one(operation, scan.object(), scan.validity());
    note(next, scan.object(), operation, scan.nextUid(), Set.of());
    note(highest, scan.object(), operation, scan.highestModSeq(), Set.of());
    for (Mail mail : scan.mails()) {
      Place at = new Place(scan.validity(), mail.uid());
      name(operation, scan.object(), at, mail.tag());
      note(modSeqs, scan.object() + ":" + mail.uid(), operation, mail.modSeq(), mail.flags());
    }
  }

  private static void note(
      Map<String, List<Numbered>> into,
      String object,
      Operation operation,
      long number,
      Set<String> flags) {
    into.computeIfAbsent(object, _ -> new ArrayList<>())
        .add(new Numbered(operation, number, flags));
  }

  private void name(Operation operation, String folder, Place at, String tag) {
    one(operation, folder, at.validity());
    String before = names.putIfAbsent(folder + ":" + at, tag);
    if (before != null && !before.equals(tag)) {
      violated(folder, "UID %d named %s".formatted(at.uid(), before), operation);
    }
  }

  private void one(Operation operation, String folder, long validity) {
    long first = validities.computeIfAbsent(folder, _ -> validity);
    if (first != validity) {
      violated(folder, "UIDVALIDITY was " + first, operation);
    }
  }

  private void violated(String object, String what, Operation operation) {
    found.add(new Violation(Rule.UIDS, object, what + ", then [" + operation.line(origin) + "]"));
  }

  /** What begins after something ended has no lower number, or a higher one if it must rise. */
  private void rises(String object, String what, List<Numbered> numbers, boolean strictly) {
    List<Numbered> byBegin = sorted(numbers, numbered -> numbered.operation().begin());
    List<Numbered> byEnd = sorted(numbers, numbered -> numbered.operation().end());
    int ended = 0;
    Numbered most = null;
    for (Numbered now : byBegin) {
      while (byEnd.get(ended).operation().end() < now.operation().begin()) {
        Numbered before = byEnd.get(ended++);
        most = most == null || before.number() > most.number() ? before : most;
      }
      if (most != null
          && (strictly ? now.number() <= most.number() : now.number() < most.number())) {
        violated(
            object,
            "%s was %d in [%s]".formatted(what, most.number(), most.operation().line(origin)),
            now.operation());
        return;
      }
    }
  }

  private void changes(String object, List<Numbered> numbers) {
    Map<Long, Numbered> first = new HashMap<>();
    for (Numbered now : numbers) {
      Numbered before = first.putIfAbsent(now.number(), now);
      if (before != null && !before.flags().equals(now.flags())) {
        violated(
            object,
            "flags were %s at MODSEQ %d".formatted(before.flags(), now.number()),
            now.operation());
        return;
      }
    }
  }

  private static List<Numbered> sorted(List<Numbered> numbers, ToLongFunction<Numbered> by) {
    List<Numbered> sorted = new ArrayList<>(numbers);
    sorted.sort(Comparator.comparingLong(by));
    return sorted;
  }
}
