package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Deed.CountRows;
import dev.freehold.chaos.history.Deed.Purge;
import dev.freehold.chaos.history.Deed.VerifyReceipt;
import dev.freehold.chaos.history.Violation.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Purges that were acknowledged: each has a receipt that verifies, and no availability key. */
final class PurgeCheck {

  private PurgeCheck() {}

  static List<Violation> of(List<Operation> operations, long origin) {
    Set<String> proved = new HashSet<>();
    Set<String> purged = new HashSet<>();
    List<Violation> found = new ArrayList<>();
    for (Operation operation : operations) {
      if (!operation.isAcknowledged()) {
        continue;
      }
      if (operation.deed() instanceof Purge purge) {
        purged.add(purge.object());
      } else if (operation.deed() instanceof VerifyReceipt receipt) {
        proved.add(receipt.object());
      } else if (operation.deed() instanceof CountRows count && count.rows() > 0) {
        found.add(new Violation(Rule.KEY_LEFT, count.object(), operation.line(origin)));
      }
    }
    purged.stream()
        .filter(object -> !proved.contains(object))
        .forEach(
            object -> found.add(new Violation(Rule.KEY_LEFT, object, "no receipt of it verifies")));
    return found;
  }
}
