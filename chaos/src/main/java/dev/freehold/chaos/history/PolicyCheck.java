package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Deed.Assign;
import dev.freehold.chaos.history.Deed.MakePolicy;
import dev.freehold.chaos.history.Deed.SeeAssigned;
import dev.freehold.chaos.history.Deed.SeePolicies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Policies: a name is a register that is made once, and so is the policy of each mailbox. */
final class PolicyCheck {

  private static final String MADE = "made";
  private static final String UNASSIGNED = "";

  private PolicyCheck() {}

  static List<Violation> of(List<Operation> operations, long origin) {
    Map<String, List<Turn>> made = new LinkedHashMap<>();
    Map<String, List<Turn>> assigned = new LinkedHashMap<>();
    for (Operation operation : operations) {
      if (operation.answered() == Answered.REFUSED) {
        continue;
      }
      if (operation.deed() instanceof MakePolicy make) {
        add(made, make.object(), Turn.write(operation, MADE));
      } else if (operation.deed() instanceof Assign assign) {
        add(assigned, assign.object(), Turn.write(operation, assign.policy()));
      }
    }
    for (Operation operation : operations) {
      if (!operation.isAcknowledged()) {
        continue;
      }
      if (operation.deed() instanceof SeePolicies see) {
        made.forEach(
            (name, turns) ->
                turns.add(Turn.read(operation, see.names().contains(name) ? MADE : Deed.ABSENT)));
      } else if (operation.deed() instanceof SeeAssigned see) {
        add(assigned, see.object(), Turn.read(operation, see.policy()));
      }
    }
    List<Violation> found = new ArrayList<>(RegisterCheck.violations(made, Deed.ABSENT, origin));
    found.addAll(RegisterCheck.violations(assigned, UNASSIGNED, origin));
    return found;
  }

  private static void add(Map<String, List<Turn>> registers, String object, Turn turn) {
    registers.computeIfAbsent(object, _ -> new ArrayList<>()).add(turn);
  }
}
