package dev.freehold.custody.history;

import dev.freehold.custody.history.Event.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;

/** What was asked and answered, in one order, and what the vaults did meanwhile. */
final class History {

  final Permissions permissions = new Permissions();

  /** Where the roots of each policy are, in the order in which policies were made. */
  final SequencedMap<UUID, Integer> places = new LinkedHashMap<>();

  private final List<Event> events = new ArrayList<>();
  private long at;

  /** The next place. */
  long next() {
    return ++at;
  }

  void add(Event event) {
    events.add(event);
    if (event.op() instanceof Op.CreatePolicy made && event.value() instanceof UUID id) {
      places.put(id, made.place());
    }
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  <T extends Op> List<Event> of(Class<T> kind) {
    return events.stream().filter(event -> kind.isInstance(event.op())).toList();
  }

  /** For tests that write a history down: an event that begins and ends at once. */
  Event happened(Op op, Result result, long nanos) {
    Event event = new Event("someone", op, next(), nanos, next(), result);
    add(event);
    return event;
  }
}
