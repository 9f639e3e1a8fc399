package dev.freehold.vault.throttling;

import dev.freehold.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for all nodes together, and asks for a part of the limit at a time, so that few requests
 * wait for an answer. The first few of an interval are free: a vault that is used now and then
 * costs no question. A node may do its free ones twice in one interval of {@link Grants}, because
 * its own began earlier; so each node adds at most a 64th of the limit to it, and six nodes less
 * than a tenth. A node that gets no answer counts alone until the interval ends.
 *
 * @param <K> what is counted for
 */
final class SharedCounter<K> implements Counter<K> {

  /** The part of the limit that a node does without asking. */
  static final int FREE_PART = 128;

  /** The part of the limit that a node asks for at once. */
  static final int GRANT_PART = 64;

  private static final Logger LOG = LoggerFactory.getLogger(SharedCounter.class);

  private final Grants grants;
  private final Function<K, String> nameOf;
  private final Clock clock;
  private final Duration interval;
  private final int maxKeys;
  private final ConcurrentHashMap<K, Share> shares = new ConcurrentHashMap<>();

  /**
   * Asks {@code grants}.
   *
   * @param nameOf under which name
   * @param maxKeys of how many keys there is something in memory; for others it asks each time
   */
  SharedCounter(
      Grants grants, Function<K, String> nameOf, Clock clock, Duration interval, int maxKeys) {
    this.grants = grants;
    this.nameOf = nameOf;
    this.clock = clock;
    this.interval = interval;
    this.maxKeys = maxKeys;
  }

  @Override
  public boolean take(K key, long weight, long limit) {
    Share known = shares.get(key);
    if (known == null && shares.size() >= maxKeys) {
      shares.values().removeIf(Share::isOver);
    }
    if (known == null && shares.size() >= maxKeys) {
      return grants.ask(nameOf.apply(key), weight, weight, limit).amount() > 0;
    }
    return shares.computeIfAbsent(key, Share::new).take(weight, limit);
  }

  @Override
  public void give(K key, long weight) {
    Share known = shares.get(key);
    if (known != null) {
      known.give(weight);
    }
  }

  @Override
  public Duration left(K key) {
    Share known = shares.get(key);
    return known == null ? interval : known.left();
  }

  /** What this node counts for one key. */
  private final class Share {

    private final K key;
    private final ReentrantLock lock = new ReentrantLock();
    private long endMillis;
    private long granted;
    private long used;
    private long refused = Long.MAX_VALUE;

    Share(K key) {
      this.key = key;
    }

    boolean take(long weight, long limit) {
      lock.lock();
      try {
        if (left().isZero()) {
          begin(interval);
        }
        boolean isFree = used + weight <= Math.max(granted, limit / FREE_PART);
        boolean isTaken = isFree || ask(weight, limit);
        used += isTaken ? weight : 0;
        return isTaken;
      } finally {
        lock.unlock();
      }
    }

    private void begin(Duration length) {
      endMillis = clock.millis() + length.toMillis();
      granted = 0;
      used = 0;
      refused = Long.MAX_VALUE;
    }

    private boolean ask(long weight, long limit) {
      long askedAt = clock.millis();
      long least = used + weight - granted;
      if (least >= refused) {
        // It stays refused until the interval ends, and costs no question.
        return false;
      }
      try {
        long wish = Math.max(least, limit / GRANT_PART);
        Grants.Grant grant = grants.ask(nameOf.apply(key), least, wish, limit);
        endMillis = askedAt + grant.left().toMillis();
        granted += grant.amount();
        refused = grant.amount() == 0 ? least : refused;
        return grant.amount() > 0;
      } catch (PersistenceException unknown) {
        LOG.atWarn()
            .addKeyValue("error", unknown.error())
            .log("a vault's requests are counted by this node alone for one interval");
        granted = Math.max(limit, used == 0 ? weight : 0);
        refused = 0;
        return used + weight <= granted;
      }
    }

    void give(long weight) {
      lock.lock();
      try {
        used = Math.max(0, used - weight);
      } finally {
        lock.unlock();
      }
    }

    boolean isOver() {
      return left().isZero();
    }

    /** A clock that was set back does not make an interval longer. */
    Duration left() {
      long left = endMillis - clock.millis();
      return Duration.ofMillis(left > interval.toMillis() ? 0 : Math.max(0, left));
    }
  }
}
