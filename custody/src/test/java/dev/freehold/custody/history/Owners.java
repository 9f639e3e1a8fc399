package dev.freehold.custody.history;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Under which policies mailboxes may have come. */
final class Owners {

  private final History history;

  Owners(History history) {
    this.history = history;
  }

  /** Every policy that a mailbox can have been under by some place; empty is the default. */
  Set<Optional<UUID>> possible(UUID owner, long before) {
    Set<Optional<UUID>> policies = new HashSet<>();
    for (Event event : history.events()) {
      if (event.invoked() < before && event.mayHaveHappened()) {
        if (event.op() instanceof Op.CreateOwner made && made.owner().equals(owner)) {
          policies.add(made.policy());
        } else if (event.op() instanceof Op.Assign order && order.owner().equals(owner)) {
          policies.add(Optional.of(order.policy()));
        }
      }
    }
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Event event : history.of(Op.Recover.class)) {
        Op.Recover recover = (Op.Recover) event.op();
        if (event.invoked() < before && policies.contains(Optional.of(recover.policy()))) {
          grows |= policies.add(Optional.of(recover.to()));
        }
      }
    }
    return policies;
  }
}
