package dev.freehold.chaos.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents: each key is a register whose operations are linearizable, at whichever nodes they were
 * done. So what was acknowledged is read afterwards, at every node, until something else is put in
 * its place; what was deleted stays away; and conditions were true when they were said to be.
 */
final class DocumentCheck {

  private DocumentCheck() {}

  static List<Violation> of(List<Operation> operations, long origin) {
    Map<String, List<Turn>> registers = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Turn.ofDocument(operation)
          .ifPresent(
              turn ->
                  registers
                      .computeIfAbsent(operation.deed().object(), _ -> new ArrayList<>())
                      .add(turn));
    }
    return RegisterCheck.violations(registers, Deed.ABSENT, origin);
  }
}
