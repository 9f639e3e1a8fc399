package dev.freehold.custody.access;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import java.time.Duration;
import java.util.Set;

/**
 * What the rules of key access come to for one policy and one owner key, told a second time and
 * without looking at the code: by plain conditions over times, in one thread.
 */
final class ExpectedAccess {

  private static final Duration COARSENESS = Duration.ofMinutes(5);
  private static final Duration BOUND = Duration.ofHours(24);
  private static final Set<Way> REFUSALS = Set.of(Way.REFUSES, Way.KEY_NOT_FOUND);
  private static final Set<Way> LIES = Set.of(Way.WRONG_KEY, Way.WRONG_LENGTH);

  private final boolean files;
  private final long lease;
  private final long memory;
  private final long spacing;
  private final long idleTime;
  private boolean recovering;
  private boolean locked;
  private Duration sinceAgreement = Duration.ZERO;
  private boolean standsIn;
  private int lockings;
  private int fallbacks;
  private int objectsByFallback;

  private Held forAll;
  private Held forSystem;
  private Held cachedUnder;
  private long cachedAt;
  private Failure failure;
  private Long triedAt;

  ExpectedAccess(boolean files, LeaseSettings settings) {
    this.files = files;
    this.lease = settings.lease().toNanos();
    this.memory = settings.failureMemory().toNanos();
    this.spacing = settings.lease().dividedBy(8).toNanos();
    this.idleTime = settings.idleTime().toNanos();
  }

  private static final class Held {

    private final boolean byAvailabilityKey;
    private boolean ended;
    private long since;
    private long usedAt;

    Held(boolean byAvailabilityKey, long now) {
      this.byAvailabilityKey = byAvailabilityKey;
      this.since = now;
      this.usedAt = now;
    }
  }

  private record Failure(Way one, Way two, boolean recovering, long at) {

    boolean isRefusal() {
      return REFUSALS.contains(one) || REFUSALS.contains(two);
    }

    boolean isLie() {
      return LIES.contains(one) || LIES.contains(two);
    }

    boolean isSilence() {
      return one == Way.SILENT && two == Way.SILENT;
    }

    boolean isSilenceOfOne() {
      return one == Way.SILENT || two == Way.SILENT;
    }
  }

  int lockings() {
    return lockings;
  }

  int fallbacks() {
    return fallbacks;
  }

  int objectsByFallback() {
    return objectsByFallback;
  }

  void recover(boolean on) {
    recovering = on;
  }

  void wallClockMoves(Duration by) {
    sinceAgreement = sinceAgreement.plus(by);
  }

  /** Why new content may not be stored, or null. */
  Reason seal(boolean user) {
    boolean system = !user && !files;
    return locked && !system && !(files && recovering) ? Reason.REFUSED : null;
  }

  /** Why the owner key is not given, or null. */
  Reason open(boolean user, long now, Way one, Way two) {
    if (cachedUnder != null && now - cachedAt < lease && serves(cachedUnder, user, now)) {
      Held held = cachedUnder;
      give(held, now);
      renewIfDue(held, now, one, two);
      return null;
    }
    Held held = serving(user, now);
    if (held != null) {
      held.usedAt = now;
      renewIfDue(held, now, one, two);
      if (held.ended) {
        held = serving(user, now);
      }
    }
    if (held == null) {
      boolean agreed = !hasRecentFailure(now) && ask(now, one, two);
      Reason refusal = agreed ? null : refusal(failure, failure.recovering, user);
      if (!agreed && refusal == null) {
        refusal = refusal(failure, recovering, user);
      }
      if (refusal != null) {
        return refusal;
      }
      held = agreed ? forAll : fallBack(now);
    }
    cachedUnder = held;
    cachedAt = now;
    give(held, now);
    return null;
  }

  void sweep(long now, Way one, Way two) {
    if (forAll != null && isOver(forAll, now)) {
      forAll.ended = true;
      forAll = null;
    }
    if (forSystem != null && isOver(forSystem, now)) {
      forSystem.ended = true;
      forSystem = null;
    }
    if (forAll == null && forSystem == null) {
      failure = null;
      triedAt = null;
    } else if (files
        && forAll != null
        && !forAll.byAvailabilityKey
        && now - forAll.usedAt < idleTime) {
      renewIfDue(forAll, now, one, two);
    }
  }

  void restart() {
    forAll = null;
    forSystem = null;
    cachedUnder = null;
    failure = null;
    triedAt = null;
  }

  private Held fallBack(long now) {
    Held held = new Held(true, now);
    fallbacks++;
    standsIn |= locked || failure.isSilence();
    if (refusal(failure, recovering, true) == null) {
      end(forAll);
      forAll = held;
    } else {
      end(forSystem);
      forSystem = held;
    }
    return held;
  }

  private void give(Held held, long now) {
    held.usedAt = now;
    objectsByFallback += held.byAvailabilityKey ? 1 : 0;
  }

  private void renewIfDue(Held held, long now, Way one, Way two) {
    if (now - held.since >= lease / 2 && (triedAt == null || now - triedAt >= spacing)) {
      ask(now, one, two);
    }
  }

  private boolean ask(long now, Way one, Way two) {
    triedAt = now;
    boolean agreed = one == Way.AGREES || two == Way.AGREES;
    if (agreed) {
      failure = null;
      if (locked || standsIn || sinceAgreement.compareTo(COARSENESS) >= 0) {
        sinceAgreement = Duration.ZERO;
      }
      locked = false;
      standsIn = false;
      if (forAll != null && !forAll.ended && !forAll.byAvailabilityKey) {
        forAll.since = now;
      } else {
        end(forAll);
        forAll = new Held(false, now);
      }
      end(forSystem);
      forSystem = null;
    } else {
      failure = new Failure(one, two, recovering, now);
      Reason lost = refusal(failure, recovering, true);
      if (forAll != null && lost != null && (forAll.byAvailabilityKey || lost == Reason.REFUSED)) {
        end(forAll);
        forAll = null;
      }
      if (failure.isRefusal() && !locked) {
        locked = true;
        lockings++;
      }
    }
    return agreed;
  }

  /** The rules in words: docs/design/behaviour.md, B50 to B53, B59 to B62 and B76. */
  private Reason refusal(Failure failed, boolean inRecovery, boolean user) {
    if (files && inRecovery) {
      return null;
    }
    if (!files && !user) {
      return null;
    }
    if (failed.isRefusal() || (locked && failed.isSilenceOfOne())) {
      return Reason.REFUSED;
    }
    if (failed.isLie()) {
      return Reason.WRONG_ANSWER;
    }
    return files || sinceAgreement.compareTo(BOUND) >= 0 ? Reason.DID_NOT_ANSWER : null;
  }

  private boolean hasRecentFailure(long now) {
    return failure != null && now - failure.at < memory;
  }

  private Held serving(boolean user, long now) {
    if (forAll != null && serves(forAll, user, now)) {
      return forAll;
    }
    return forSystem != null && serves(forSystem, user, now) ? forSystem : null;
  }

  private boolean serves(Held held, boolean user, long now) {
    return !held.ended && !isOver(held, now) && !(user && held == forSystem);
  }

  private boolean isOver(Held held, long now) {
    return now - held.since >= lease;
  }

  private static void end(Held held) {
    if (held != null) {
      held.ended = true;
    }
  }

  /** For the message of a failure. */
  @Override
  public String toString() {
    return "%s, recovering %s, locked %s, lease %s"
        .formatted(files ? "files" : "mail", recovering, locked, Duration.ofNanos(lease));
  }
}
