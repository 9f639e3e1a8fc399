package dev.freehold.custody.passwords;

import dev.freehold.custody.CustodyLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts in the memory of this process. */
final class LocalAttempts implements AttemptCounts {

  private final Clock clock;
  private final Duration window;
  private final Map<String, Attempts> byKind = new ConcurrentHashMap<>();
  private final RecentSuccesses successes;

  LocalAttempts(Clock clock, Duration window) {
    this.clock = clock;
    this.window = window;
    this.successes = new RecentSuccesses(CustodyLimits.SIGN_IN_REMEMBERED, clock);
  }

  @Override
  public boolean take(List<Bound> bounds) {
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      if (!attempts(bound).take(bound.key())) {
        giveBack(bounds.subList(0, i));
        return false;
      }
    }
    return true;
  }

  @Override
  public void giveBack(List<Bound> bounds) {
    bounds.forEach(bound -> attempts(bound).giveBack(bound.key()));
  }

  private Attempts attempts(Bound bound) {
    return byKind.computeIfAbsent(bound.kind(), _ -> new Attempts(bound.max(), window, clock));
  }

  @Override
  public void succeeded(String kind, String place, Duration age) {
    successes.add(kind + " " + place);
  }

  @Override
  public boolean hasSucceeded(String kind, String place) {
    return successes.has(kind + " " + place);
  }
}
