package dev.freehold.custody.history;

import dev.freehold.custody.policies.PolicyState;
import dev.freehold.ledger.entry.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The ledger is whole, and has each acknowledged act once. */
final class LedgerRules {

  private final Ending ending;
  private final Map<String, Integer> acknowledged = new HashMap<>();
  private final Map<String, Integer> possible = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  private LedgerRules(Ending ending) {
    this.ending = ending;
  }

  static List<String> broken(History history, Ending ending) {
    LedgerRules rules = new LedgerRules(ending);
    if (!ending.intact()) {
      rules.broken.add("the ledger is intact: it is not");
    }
    history.events().forEach(rules::count);
    rules.compare();
    rules.purges();
    return rules.broken;
  }

  private void count(Event event) {
    String act =
        switch (event.op()) {
          case Op.CreatePolicy _ -> done(event, "PolicyCreate");
          case Op.CreateOwner _ -> done(event, "OwnerKeyCreate");
          case Op.Assign _, Op.Roll _, Op.AvailabilityRoll _, Op.Recover _ ->
              done(event, "JobCreate");
          case Op.Hold hold -> "LegalHoldPlace " + hold.owner();
          case Op.Lift lift -> "LegalHoldLift " + lift.owner();
          case Op.Request ask -> "PolicyPurgeRequest " + ask.policy();
          case Op.Authorise ask -> "PolicyPurgeAuthorise " + ask.policy();
          case Op.Approve ask -> "PolicyPurgeApprove " + ask.policy();
          case Op.Ordered _, Op.Put _, Op.Read _, Op.Look _ -> "";
        };
    if (!act.isEmpty() && event.mayHaveHappened()) {
      possible.merge(act, 1, Integer::sum);
      if (event.isDone()) {
        acknowledged.merge(act, 1, Integer::sum);
      }
    }
  }

  private static String done(Event event, String operation) {
    return event.value() instanceof UUID id ? operation + " " + id : "";
  }

  private static String act(LedgerEntry entry) {
    return entry.operation()
        + " "
        + switch (entry.operation()) {
          case "PolicyPurgeAuthorise", "PolicyPurgeApprove" -> entry.details().get("policyId");
          default -> entry.objectId();
        };
  }

  private void compare() {
    Map<String, Integer> recorded = new HashMap<>();
    ending.entries().stream()
        .filter(entry -> entry.outcome() == LedgerEntry.Outcome.DONE)
        .forEach(entry -> recorded.merge(act(entry), 1, Integer::sum));
    possible.forEach(
        (act, most) -> {
          int least = acknowledged.getOrDefault(act, 0);
          int found = recorded.getOrDefault(act, 0);
          if (found < least || found > most) {
            broken.add(
                "an acknowledged act is in the ledger once: %s %d to %d times, found %d"
                    .formatted(act, least, most, found));
          }
        });
  }

  private void purges() {
    Map<String, Integer> purges = new HashMap<>();
    ending.entries().stream()
        .filter(entry -> entry.operation().equals("PolicyPurge"))
        .forEach(entry -> purges.merge(entry.objectId(), 1, Integer::sum));
    long purged =
        ending.policies().values().stream()
            .filter(seen -> seen.state() == PolicyState.PURGED)
            .count();
    if (purges.size() != purged || purges.values().stream().anyMatch(times -> times != 1)) {
      broken.add(
          "a purge ends once, with one entry: %d policies, entries %s".formatted(purged, purges));
    }
  }
}
