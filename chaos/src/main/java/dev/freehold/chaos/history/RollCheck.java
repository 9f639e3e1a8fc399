package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Deed.CountKeys;
import dev.freehold.chaos.history.Violation.Rule;
import java.util.ArrayList;
import java.util.List;

/** Rolls: the key that a policy has is there, and none of those that it had before. */
final class RollCheck {

  private RollCheck() {}

  static List<Violation> of(List<Operation> operations, long origin) {
    List<Violation> found = new ArrayList<>();
    for (Operation operation : operations) {
      if (!(operation.deed() instanceof CountKeys keys) || !operation.isAcknowledged()) {
        continue;
      }
      if (!keys.isThere()) {
        found.add(new Violation(Rule.LOST, keys.object(), operation.line(origin)));
      }
      if (keys.older() > 0) {
        found.add(new Violation(Rule.KEY_LEFT, keys.object(), operation.line(origin)));
      }
    }
    return found;
  }
}
