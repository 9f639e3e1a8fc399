package dev.freehold.content.scrub;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.store.ObjectInspection;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Checks everything that is needed to open content: the rows and names of all mailboxes and sites,
 * and the rows and blobs of all objects. It opens what it checks and shows none of it to anybody.
 * Only one node scrubs at a time. If that node dies, another may start again {@link
 * ContentLimits#SCRUB_SILENT_SECONDS} later. It slows down while users wait. Safe for use by many
 * threads.
 */
public final class Scrub {

  /** Like a user's: a policy that was revoked opens for no scrub, by no fallback. */
  private static final Requester REQUESTER = Requester.user("scrub");

  private static final UUID FIRST = new UUID(0, 0);
  private static final Duration STANDING_BACK = Duration.ofMillis(200);

  private final Database database;
  private final ObjectInspection objects;
  private final List<ScrubbedRows> parts;
  private final ForegroundLoad load;
  private final Consumer<Duration> pause;
  private final Clock clock;
  private volatile boolean isClosing;

  /**
   * Looks at {@code database}, which also holds custody's tables.
   *
   * @param parts what modules keep besides objects
   * @param load whether people wait
   * @param pause waits for the given time
   */
  public Scrub(
      Database database,
      ObjectInspection objects,
      List<ScrubbedRows> parts,
      ForegroundLoad load,
      Consumer<Duration> pause,
      Clock clock) {
    this.database = database;
    this.objects = objects;
    this.parts = List.copyOf(parts);
    this.load = load;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Begins a run, which {@link #run} then does.
   *
   * @param readsContent whether every object is read to its end, too
   * @return empty if one is under way already
   */
  public Optional<ScrubState> begin(boolean readsContent) {
    Instant now = clock.instant();
    ScrubState begun =
        new ScrubState(
            RowIds.next(clock), readsContent, now, now, Optional.empty(), total(), 0, 0, 0, 0, 0);
    return database.write(tx -> ScrubRows.begin(tx, begun)) ? Optional.of(begun) : Optional.empty();
  }

  private long total() {
    return objects.count() + parts.stream().mapToLong(ScrubbedRows::count).sum();
  }

  /**
   * Does a run that {@link #begin} began.
   *
   * @return what it came to; empty if another took its place or this is closing
   */
  public Optional<ScrubState> run(ScrubState begun) {
    ScrubRun run = new ScrubRun(database, clock, begun, () -> isClosing);
    try {
      owners(run);
      objects(run, begun.readsContent());
      return Optional.of(run.end());
    } catch (ScrubRun.BrokenOff noMore) {
      return Optional.empty();
    }
  }

  private void owners(ScrubRun run) {
    Optional<UUID> after = Optional.of(FIRST);
    while (after.isPresent()) {
      UUID from = after.get();
      List<ScrubRows.Owner> page =
          database.read(tx -> ScrubRows.owners(tx, from, ContentLimits.SCRUB_PAGE_ROWS));
      for (ScrubRows.Owner owner : page) {
        inspect(owner, run);
        goOn(run);
      }
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().id());
    }
  }

  private void inspect(ScrubRows.Owner owner, ScrubRun run) {
    for (ScrubbedRows part : parts) {
      if (part.kind() == owner.kind()) {
        try {
          part.inspect(owner.content(), REQUESTER, run);
        } catch (KeyAccessException refused) {
          run.unchecked(owner.content(), refused.code(), subject(owner.kind()));
        } catch (CustodyException refused) {
          run.unchecked(owner.content(), refused.code(), subject(owner.kind()));
        } catch (PersistenceException failed) {
          run.unchecked(owner.content(), failed.code(), subject(owner.kind()));
        }
      }
    }
  }

  private static String subject(OwnerKind kind) {
    return switch (kind) {
      case MAILBOX -> "rows of the mailbox";
      case SITE -> "rows of the site";
    };
  }

  private void objects(ScrubRun run, boolean readsContent) {
    Optional<UUID> after = Optional.of(FIRST);
    while (after.isPresent()) {
      int rows = load.isBusy() ? ContentLimits.SCRUB_BUSY_PAGE_ROWS : ContentLimits.SCRUB_PAGE_ROWS;
      after = objects.page(after.get(), rows, readsContent, REQUESTER, run);
      goOn(run);
    }
  }

  private void goOn(ScrubRun run) {
    if (load.isBusy()) {
      pause.accept(STANDING_BACK);
    }
    run.goOn();
  }

  /** The last run, which may be under way; empty if there was none. */
  public Optional<ScrubState> last() {
    return database.read(ScrubRows::find);
  }

  /**
   * A page of what the last run found.
   *
   * @param after the number that the page before ended with; 0 at first
   * @param max 1 to {@link ContentLimits#SCRUB_PAGE_ROWS}
   */
  public List<ScrubFinding> findings(int after, int max) {
    return database.read(tx -> ScrubRows.findings(tx, after, max));
  }

  /** Ends a run that is under way at its next step; anyone who wants another begins it. */
  public void close() {
    isClosing = true;
  }
}
