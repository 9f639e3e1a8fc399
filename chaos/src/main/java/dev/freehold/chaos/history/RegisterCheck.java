package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Violation.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of one register whether it kept its promises, and which one it broke first. */
final class RegisterCheck {

  private static final int MAX_LINES = 24;

  private final String object;
  private final String initial;
  private final List<Turn> turns;
  private final long origin;

  /**
   * @param initial the value before the first turn
   * @param origin the moment from which times in evidence are counted
   */
  private RegisterCheck(String object, String initial, List<Turn> turns, long origin) {
    this.object = object;
    this.initial = initial;
    this.turns = List.copyOf(turns);
    this.origin = origin;
  }

  /** What is broken of several, each of which had {@code initial} before its first turn. */
  static List<Violation> violations(
      Map<String, List<Turn>> registers, String initial, long origin) {
    return registers.entrySet().stream()
        .map(each -> new RegisterCheck(each.getKey(), initial, each.getValue(), origin))
        .flatMap(register -> register.violation().stream())
        .toList();
  }

  private Optional<Violation> violation() {
    return TurnOrder.firstMisfit(turns, initial)
        .map(misfit -> new Violation(rule(misfit), object, evidence(misfit)));
  }

  private Rule rule(Turn misfit) {
    if (misfit.because().deed() instanceof Deed.Scan && misfit.inverted()) {
      return Rule.LOST;
    }
    String seen = misfit.isRead() && !misfit.inverted() ? misfit.needed() : null;
    if (seen == null) {
      return Rule.STALE;
    }
    if (seen.equals(Deed.ABSENT)) {
      return Rule.LOST;
    }
    Optional<Turn> written = turns.stream().filter(turn -> seen.equals(turn.leaves())).findFirst();
    if (written.isEmpty() && !seen.equals(initial)) {
      return Rule.DAMAGED;
    }
    long since = written.map(Turn::begin).orElse(Long.MIN_VALUE);
    boolean deleted =
        turns.stream()
            .anyMatch(
                turn ->
                    Deed.ABSENT.equals(turn.leaves())
                        && turn.begin() > since
                        && turn.end() < misfit.begin());
    return deleted ? Rule.RESURRECTED : Rule.STALE;
  }

  private String evidence(Turn misfit) {
    List<String> lines = new ArrayList<>();
    turns.stream()
        .filter(turn -> turn.begin() < misfit.end() && !turn.equals(misfit))
        .sorted(Comparator.comparingLong(Turn::begin).reversed())
        .limit(MAX_LINES)
        .forEach(turn -> lines.addFirst(turn.because().line(origin)));
    return "no order of what was done allows ["
        + misfit.because().line(origin)
        + "] after: "
        + String.join("; ", lines);
  }
}
