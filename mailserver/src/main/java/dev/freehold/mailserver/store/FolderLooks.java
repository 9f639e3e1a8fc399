package dev.freehold.mailserver.store;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.persistence.notices.ChangeNotices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When which open folders are looked at: at once those of which a node sent a notice, all of them
 * in rounds. A notice that is made up costs a look and no more, one that is lost is made up for by
 * a round. Safe for use by many threads.
 */
final class FolderLooks implements ChangeNotices.Listener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderLooks.class);

  private final ChangeNotices notices;
  private final Supplier<Set<UUID>> open;
  private final Predicate<List<UUID>> look;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("folder-watch").daemon().factory());

  private final Set<UUID> noticed = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isLookDue = new AtomicBoolean();
  private final AtomicBoolean isAllDue = new AtomicBoolean(true);
  private volatile ChangeNotices.Listening listening = () -> {};

  /** For the one thread. */
  private int round;

  /**
   * Looks at nothing yet.
   *
   * @param open the folders that are open
   * @param look looks at some and says whether the store answered; one call at a time
   */
  FolderLooks(ChangeNotices notices, Supplier<Set<UUID>> open, Predicate<List<UUID>> look) {
    this.notices = notices;
    this.open = open;
    this.look = look;
  }

  void start(long roundMillis) {
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(this::round, roundMillis, roundMillis, TimeUnit.MILLISECONDS);
    listening = notices.listen(this);
  }

  @Override
  public void changed(Set<UUID> ids) {
    Set<UUID> known = open.get();
    ids.stream().filter(known::contains).forEach(noticed::add);
    if (!noticed.isEmpty() && isLookDue.compareAndSet(false, true)) {
      later(this::lookAtNoticed, MailServerLimits.NOTICE_LOOK_MILLIS);
    }
  }

  /** The next round is soon, and nobody can have more of them. */
  @Override
  public void anything() {
    isAllDue.set(true);
  }

  /** Runs {@code work} between looks. */
  void later(Runnable work, long millis) {
    try {
      ScheduledFuture<?> _ = thread.schedule(work, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("nobody looks at folders any more");
    }
  }

  private void lookAtNoticed() {
    isLookDue.set(false);
    List<UUID> ids = new ArrayList<>(noticed);
    ids.forEach(noticed::remove);
    lookAt(ids);
  }

  /** While nodes hear each other, a round looks at a share of the folders. */
  private void round() {
    boolean isAll = isAllDue.getAndSet(false) || !notices.areHeard();
    round = (round + 1) % MailServerLimits.FOLDER_POLL_ROUNDS;
    try {
      lookAt(open.get().stream().filter(id -> isAll || isInRound(id)).toList());
    } catch (RuntimeException | Error failed) {
      // A timer that throws would never run again.
      LOG.warn("open folders could not be looked at; the next look is soon", failed);
      isAllDue.set(true);
    }
  }

  private boolean isInRound(UUID id) {
    return Math.floorMod(id.hashCode(), MailServerLimits.FOLDER_POLL_ROUNDS) == round;
  }

  private void lookAt(List<UUID> ids) {
    if (!look.test(ids)) {
      isAllDue.set(true);
    }
  }

  @Override
  public void close() {
    listening.close();
    thread.shutdownNow();
  }
}
