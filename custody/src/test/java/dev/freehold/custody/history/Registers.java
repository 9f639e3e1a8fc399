package dev.freehold.custody.history;

import dev.freehold.custody.history.Event.Result;
import dev.freehold.custody.history.Linearizable.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The policy that is ordered for each mailbox, and each hold: what was written is what is read. */
final class Registers {

  private final History history;
  private final Ending ending;
  private final List<String> broken = new ArrayList<>();

  private Registers(History history, Ending ending) {
    this.history = history;
    this.ending = ending;
  }

  static List<String> broken(History history, Ending ending) {
    Registers registers = new Registers(history, ending);
    history.of(Op.CreateOwner.class).stream().filter(Event::isDone).forEach(registers::ofOwner);
    history.of(Op.Hold.class).stream().map(Event::op).distinct().forEach(registers::ofHold);
    return registers.broken;
  }

  private static <T> Set<T> either(Event event, T before, T after) {
    Set<T> states = new HashSet<>();
    states.add(after);
    if (event.result() instanceof Result.Unknown) {
      states.add(before);
    }
    return states;
  }

  private static <T> Set<T> only(T state, boolean allowed) {
    return allowed ? Set.of(state) : Set.of();
  }

  private void ofOwner(Event created) {
    Op.CreateOwner make = (Op.CreateOwner) created.op();
    UUID owner = make.owner();
    Optional<Ending.Owner> end = Optional.ofNullable(ending.owners().get(owner));
    List<Call<Optional<UUID>>> calls = new ArrayList<>();
    for (Event event : history.events()) {
      String text = event.toString();
      if (event.op() instanceof Op.Assign order
          && order.owner().equals(owner)
          && event.mayHaveHappened()) {
        calls.add(
            new Call<>(
                event.invoked(),
                event.completed(),
                text,
                at -> either(event, at, Optional.of(order.policy()))));
      } else if (event.op() instanceof Op.Recover recover) {
        // A job carries it out, page by page, if it came so far.
        calls.add(
            new Call<>(
                event.invoked(),
                Long.MAX_VALUE,
                text,
                at ->
                    at.equals(Optional.of(recover.policy()))
                        ? Stream.of(at, Optional.of(recover.to())).collect(Collectors.toSet())
                        : Set.of(at)));
      } else if (event.op() instanceof Op.Ordered look
          && look.owner().equals(owner)
          && event.isDone()) {
        boolean gone = end.isEmpty() && event.value().equals(Optional.empty());
        calls.add(
            new Call<>(
                event.invoked(),
                event.completed(),
                text,
                at -> only(at, gone || at.equals(event.value()))));
      }
    }
    end.ifPresent(
        last ->
            calls.add(
                new Call<>(
                    Long.MAX_VALUE - 1,
                    Long.MAX_VALUE,
                    last.toString(),
                    at -> only(at, at.equals(last.ordered())))));
    require(make.policy(), calls, "the policy of a mailbox is the one that was ordered last");
  }

  private void ofHold(Op op) {
    Op.Hold hold = (Op.Hold) op;
    List<Call<Boolean>> calls = new ArrayList<>();
    for (Event event : history.events()) {
      boolean places = event.op().equals(hold);
      boolean lifts = event.op().equals(new Op.Lift(hold.owner(), hold.name()));
      if ((places || lifts) && event.mayHaveHappened()) {
        boolean maybe = event.result() instanceof Result.Unknown;
        add(calls, event, held -> held != places ? either(event, held, places) : only(held, maybe));
      } else if (places && event.isRefused("hold-exists")) {
        add(calls, event, held -> only(held, held));
      } else if (lifts && event.isRefused("hold-not-found")) {
        add(calls, event, held -> only(held, !held));
      }
    }
    boolean last = ending.holds().contains(hold);
    calls.add(
        new Call<>(
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE,
            "at the end " + last,
            held -> only(held, held == last)));
    require(false, calls, "a hold is there from its placing to its lifting");
  }

  private static void add(
      List<Call<Boolean>> calls, Event event, Function<Boolean, Set<Boolean>> next) {
    calls.add(new Call<>(event.invoked(), event.completed(), event.toString(), next));
  }

  private <S> void require(S initial, List<Call<S>> calls, String promise) {
    if (!Linearizable.check(initial, calls)) {
      broken.add(promise + ": " + calls.stream().map(Call::text).toList());
    }
  }
}
