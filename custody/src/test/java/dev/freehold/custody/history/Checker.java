package dev.freehold.custody.history;

import dev.freehold.custody.history.Client.Seen;
import dev.freehold.custody.history.Event.Result;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.policies.PolicyState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Holds a history and its ending against what custody promises; gives every promise not kept. */
final class Checker {

  private static final long FAILURE_MEMORY_NANOS = World.FAILURE_MEMORY.toNanos();

  private static final long LEASE_NANOS = World.LEASE.toNanos();

  private final History history;
  private final Ending ending;
  private final Owners owners;
  private final List<String> broken = new ArrayList<>();

  private Checker(History history, Ending ending) {
    this.history = history;
    this.ending = ending;
    this.owners = new Owners(history);
  }

  static List<String> broken(History history, Ending ending) {
    Checker checker = new Checker(history, ending);
    checker.nothingUnexpected();
    checker.copies();
    checker.permissions();
    checker.reads();
    checker.holdsKeepFromPurge();
    checker.rolls();
    checker.ownersEnd();
    checker.broken.addAll(Lives.broken(history, checker.owners));
    checker.broken.addAll(Registers.broken(history, ending));
    checker.broken.addAll(LedgerRules.broken(history, ending));
    return List.copyOf(checker.broken);
  }

  private void require(boolean kept, String promise, Object about) {
    if (!kept) {
      broken.add(promise + ": " + about);
    }
  }

  private void nothingUnexpected() {
    for (Event event : history.events()) {
      boolean expected =
          !(event.result() instanceof Result.Refused refused)
              || !refused.code().startsWith("unexpected");
      require(expected, "a refusal has a code", event);
    }
  }

  /** A policy is not said to be purged before every copy of its keys is gone. */
  private void copies() {
    for (Event event : history.of(Op.Look.class)) {
      if (event.value() instanceof Seen seen && seen.state() == PolicyState.PURGED) {
        require(seen.copies() == 0, "PURGED means that no copy of a key is left", event);
      }
    }
  }

  private static Optional<UUID> purgeStep(Op op) {
    return switch (op) {
      case Op.Request step -> Optional.of(step.policy());
      case Op.Authorise step -> Optional.of(step.policy());
      case Op.Approve step -> Optional.of(step.policy());
      case Op.CreatePolicy _,
          Op.CreateOwner _,
          Op.Assign _,
          Op.Ordered _,
          Op.Put _,
          Op.Read _,
          Op.Roll _,
          Op.AvailabilityRoll _,
          Op.Hold _,
          Op.Lift _,
          Op.Look _,
          Op.Recover _ ->
          Optional.empty();
    };
  }

  /** No step of a purge while a permission remains, and no such refusal without one. */
  private void permissions() {
    for (Event event : history.events()) {
      purgeStep(event.op())
          .ifPresent(
              policy -> {
                if (event.isDone()) {
                  require(every(policy, true, event), "a purge needs both permissions gone", event);
                }
                if (event.isRefused("purge-permission-remains")) {
                  require(any(policy, false, event), "a permission that remains is there", event);
                }
              });
    }
  }

  private boolean every(UUID policy, boolean refused, Event event) {
    return IntStream.of(1, 2).allMatch(root -> ever(policy, root, refused, event));
  }

  private boolean any(UUID policy, boolean refused, Event event) {
    return IntStream.of(1, 2).anyMatch(root -> ever(policy, root, refused, event));
  }

  private boolean ever(UUID policy, int root, boolean refused, Event event) {
    return history.permissions.ever(
        history.places.get(policy), root, refused, event.invoked(), event.completed());
  }

  private boolean always(UUID policy, int root, boolean refused, long from, long to) {
    Integer place = history.places.get(policy);
    return place != null && history.permissions.always(place, root, refused, from, to);
  }

  private boolean refusesAll(UUID policy, Event read) {
    long from = read.invokedNanos() - LEASE_NANOS;
    return IntStream.of(1, 2).allMatch(root -> always(policy, root, true, from, read.completed()));
  }

  private boolean agrees(UUID policy, Event read) {
    long from = read.invokedNanos() - FAILURE_MEMORY_NANOS;
    return IntStream.of(1, 2).anyMatch(root -> always(policy, root, false, from, read.completed()));
  }

  /** No plaintext a lease after both roots refuse; plaintext while a root agrees. */
  private void reads() {
    for (Event read : history.of(Op.Read.class)) {
      Set<Optional<UUID>> under = owners.possible(((Op.Read) read.op()).owner(), read.completed());
      if (under.isEmpty() || under.contains(Optional.<UUID>empty())) {
        continue;
      }
      List<UUID> policies = under.stream().map(Optional::get).toList();
      if (policies.stream().allMatch(policy -> refusesAll(policy, read))) {
        require(!read.isDone(), "nothing opens a lease after both roots refuse", read);
      }
      boolean open =
          policies.stream()
              .allMatch(policy -> agrees(policy, read) && !mayBeginPurge(policy, read.completed()));
      if (open && !(read.result() instanceof Result.Unknown)) {
        require(read.isDone(), "what a root agrees to can be read", read);
      }
    }
  }

  private boolean mayBeginPurge(UUID policy, long before) {
    return history.of(Op.Approve.class).stream()
        .anyMatch(
            event ->
                event.invoked() < before
                    && event.mayHaveHappened()
                    && ((Op.Approve) event.op()).policy().equals(policy));
  }

  /** No step of a purge while something surely under the policy is surely held. */
  private void holdsKeepFromPurge() {
    for (Event step : history.events()) {
      Optional<UUID> policy = purgeStep(step.op());
      if (policy.isPresent() && step.isDone()) {
        for (Event hold : history.of(Op.Hold.class)) {
          Op.Hold held = (Op.Hold) hold.op();
          boolean sure =
              hold.isDone()
                  && hold.completed() < step.invoked()
                  && owners.possible(held.owner(), step.completed()).equals(Set.of(policy))
                  && !liftedBetween(held, hold.invoked(), step.completed());
          require(!sure, "what is held is not purged", List.of(hold, step));
        }
      }
    }
  }

  private boolean liftedBetween(Op.Hold held, long from, long to) {
    return history.of(Op.Lift.class).stream()
        .anyMatch(
            lift ->
                lift.completed() > from
                    && lift.invoked() < to
                    && lift.mayHaveHappened()
                    && lift.op().equals(new Op.Lift(held.owner(), held.name())));
  }

  /** A roll that is done has brought its roots to what was newest when it was ordered. */
  private void rolls() {
    for (Event event : history.of(Op.Roll.class)) {
      Op.Roll roll = (Op.Roll) event.op();
      if (event.value() instanceof UUID job) {
        JobState state = ending.jobs().get(job);
        require(state != null, "a roll that was ordered is there", event);
        Seen policy = ending.policies().get(roll.policy());
        if (state == JobState.DONE && policy.state() == PolicyState.ACTIVE) {
          roll.newest()
              .forEach(
                  (root, newest) ->
                      require(
                          policy.versions().get(root - 1) >= newest,
                          "a roll ends at the newest version or later",
                          event));
        }
      }
    }
    List<Event> looks = history.of(Op.Look.class).stream().filter(Event::isDone).toList();
    for (Event first : looks) {
      for (Event second : looks) {
        if (first.completed() < second.invoked() && first.op().equals(second.op())) {
          List<Integer> before = ((Seen) first.value()).versions();
          List<Integer> after = ((Seen) second.value()).versions();
          boolean forward =
              IntStream.range(0, before.size()).allMatch(i -> before.get(i) <= after.get(i));
          require(forward, "roots roll forward only", List.of(first, second));
        }
      }
    }
  }

  /** What a policy is at the end; one of the service's own never leaves. */
  private PolicyState state(UUID policy) {
    Seen seen = ending.policies().get(policy);
    return seen == null ? PolicyState.ACTIVE : seen.state();
  }

  /** Every acknowledged mailbox is there, or was purged; it is open to its policy's roots only. */
  private void ownersEnd() {
    Set<UUID> purged = new HashSet<>();
    ending
        .policies()
        .forEach(
            (id, seen) -> {
              if (seen.state() == PolicyState.PURGED) {
                purged.add(id);
              }
            });
    for (Event event : history.of(Op.CreateOwner.class)) {
      UUID id = ((Op.CreateOwner) event.op()).owner();
      Ending.Owner owner = ending.owners().get(id);
      boolean mayBePurged =
          owners.possible(id, Long.MAX_VALUE).stream()
              .anyMatch(policy -> policy.filter(purged::contains).isPresent());
      if (event.isDone()) {
        require(owner != null || mayBePurged, "an acknowledged mailbox is there", event);
      }
      if (owner != null) {
        require(!purged.contains(owner.policy()), "what was purged is not there", owner);
        require(owner.byOwn(), "the roots of its policy open a mailbox", List.of(id, owner));
        require(!owner.byOthers(), "no other roots open a mailbox", List.of(id, owner));
        boolean moves =
            owner
                .ordered()
                .filter(policy -> state(policy) == PolicyState.ACTIVE)
                .filter(_ -> !state(owner.policy()).isPurge())
                .isPresent();
        require(owner.settled() || !moves, "an ordered move comes to its end", List.of(id, owner));
      }
    }
    for (Event event : history.of(Op.Put.class)) {
      Op.Put put = (Op.Put) event.op();
      if (event.isDone()) {
        boolean readable =
            history.of(Op.Read.class).stream()
                .filter(read -> read.client().equals("last"))
                .filter(read -> ((Op.Read) read.op()).object().equals(put.object()))
                .allMatch(Event::isDone);
        require(
            readable == ending.owners().containsKey(put.owner()),
            "an acknowledged object is read until its mailbox is purged",
            event);
      }
    }
  }
}
