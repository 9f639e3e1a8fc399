package dev.freehold.custody.history;

import dev.freehold.custody.history.Client.Seen;
import dev.freehold.custody.history.Event.Result;
import dev.freehold.custody.history.Linearizable.Call;
import dev.freehold.custody.policies.PolicyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The life of each policy: forward only, and each step only from the one before. */
final class Lives {

  private static final List<PolicyState> LEAVING =
      List.of(
          PolicyState.PURGE_REQUESTED,
          PolicyState.PURGE_AUTHORISED,
          PolicyState.PURGING,
          PolicyState.PURGED);

  private final Owners owners;
  private final UUID policy;
  private final List<Call<Life>> calls = new ArrayList<>();

  private Lives(Owners owners, UUID policy) {
    this.owners = owners;
    this.policy = policy;
  }

  private record Life(PolicyState state, Set<String> operators) {

    Life at(PolicyState next) {
      return new Life(next, operators);
    }

    Life approvedBy(String operator) {
      Set<String> all = new TreeSet<>(operators);
      all.add(operator);
      return new Life(all.size() > 1 ? PolicyState.PURGING : state, all);
    }
  }

  static List<String> broken(History history, Owners owners) {
    List<String> broken = new ArrayList<>();
    for (UUID policy : history.places.keySet()) {
      Lives lives = new Lives(owners, policy);
      history.events().forEach(lives::add);
      if (!Linearizable.check(new Life(PolicyState.ACTIVE, Set.of()), lives.calls)) {
        broken.add(
            "the life of a policy goes forward step by step: "
                + lives.calls.stream().map(Call::text).toList());
      }
    }
    return broken;
  }

  private void call(Event event, Predicate<Life> allows, UnaryOperator<Life> to) {
    boolean maybe = event.result() instanceof Result.Unknown;
    calls.add(
        new Call<>(
            event.invoked(),
            event.completed(),
            event.toString(),
            life -> {
              boolean allowed = allows.test(life);
              Stream<Life> without = maybe ? Stream.of(life) : Stream.empty();
              Stream<Life> with = allowed ? Stream.of(to.apply(life)) : Stream.empty();
              return Stream.concat(without, with).collect(Collectors.toSet());
            }));
  }

  /** Nothing changes, but the policy must have been at one of these steps. */
  private void was(Event event, Predicate<PolicyState> at) {
    calls.add(
        new Call<>(
            event.invoked(),
            event.completed(),
            event.toString(),
            life -> at.test(life.state) ? Set.of(life) : Set.of()));
  }

  private void step(Event event, PolicyState from, PolicyState to) {
    if (event.mayHaveHappened()) {
      call(event, life -> life.state == from, life -> life.at(to));
    } else if (event.isRefused("purge-step-refused")) {
      was(event, state -> state != from);
    } else if (event.isRefused("purge-requested")) {
      was(event, LEAVING::contains);
    } else if (event.isRefused("purge-not-found")) {
      was(event, state -> !LEAVING.contains(state));
    }
  }

  private void approve(Event event, String operator) {
    if (event.mayHaveHappened()) {
      call(
          event,
          life ->
              life.state == PolicyState.PURGE_AUTHORISED
                  && !life.operators.contains(operator)
                  && (!event.isDone() || life.approvedBy(operator).state == event.value()),
          life -> life.approvedBy(operator));
    } else if (event.isRefused("purge-approval-refused")) {
      calls.add(
          new Call<>(
              event.invoked(),
              event.completed(),
              event.toString(),
              life -> life.operators.contains(operator) ? Set.of(life) : Set.of()));
    } else {
      step(event, PolicyState.PURGE_AUTHORISED, PolicyState.PURGE_AUTHORISED);
    }
  }

  private void look(Event event) {
    if (event.value() instanceof Seen seen) {
      call(event, life -> mayBeSeen(life.state, seen.state()), life -> life.at(seen.state()));
    }
  }

  /** Two steps are nobody's call: the end of a purge, and that of a recovery. */
  private static boolean mayBeSeen(PolicyState last, PolicyState seen) {
    return last == seen
        || (last == PolicyState.PURGING && seen == PolicyState.PURGED)
        || (last == PolicyState.ACTIVE && seen == PolicyState.RETIRED);
  }

  private void needsActive(Event event) {
    if (event.isDone()) {
      was(event, state -> state == PolicyState.ACTIVE);
    } else if (event.isRefused("policy-purge-requested")) {
      was(event, LEAVING::contains);
    }
  }

  private boolean isOnlyHere(UUID owner, Event event) {
    return owners.possible(owner, event.completed()).equals(Set.of(Optional.of(policy)));
  }

  private void add(Event event) {
    switch (event.op()) {
      case Op.CreatePolicy _ -> {}
      case Op.CreateOwner make when make.policy().equals(Optional.of(policy)) -> needsActive(event);
      case Op.Assign order when order.policy().equals(policy) -> {
        // A refusal may be about the policy that the mailbox would leave.
        if (event.isDone()) {
          needsActive(event);
        }
      }
      case Op.Roll roll when roll.policy().equals(policy) -> needsActive(event);
      case Op.AvailabilityRoll roll when roll.policy().equals(policy) -> needsActive(event);
      case Op.Recover recover when recover.policy().equals(policy) -> {
        if (event.isDone()) {
          was(event, state -> !LEAVING.contains(state));
        }
      }
      case Op.Request ask when ask.policy().equals(policy) ->
          step(event, PolicyState.ACTIVE, PolicyState.PURGE_REQUESTED);
      case Op.Authorise ask when ask.policy().equals(policy) ->
          step(event, PolicyState.PURGE_REQUESTED, PolicyState.PURGE_AUTHORISED);
      case Op.Approve ask when ask.policy().equals(policy) -> approve(event, ask.operator());
      case Op.Look look when look.policy().equals(policy) -> look(event);
      case Op.Read read when event.isDone() && isOnlyHere(read.owner(), event) ->
          was(event, state -> state != PolicyState.PURGED);
      case Op.Put put when event.isDone() && isOnlyHere(put.owner(), event) ->
          was(event, state -> state != PolicyState.PURGING && state != PolicyState.PURGED);
      case Op.CreateOwner _,
          Op.Assign _,
          Op.Ordered _,
          Op.Put _,
          Op.Read _,
          Op.Roll _,
          Op.AvailabilityRoll _,
          Op.Hold _,
          Op.Lift _,
          Op.Request _,
          Op.Authorise _,
          Op.Approve _,
          Op.Look _,
          Op.Recover _ -> {}
    }
  }
}
