package dev.freehold.content.scrub;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what one run comes upon, and writes it down at most once a second. For one thread. */
final class ScrubRun implements InspectionLog {

  private static final Logger LOG = LoggerFactory.getLogger(ScrubRun.class);
  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

  private final Database database;
  private final Clock clock;
  private final ScrubState begun;
  private final BooleanSupplier isClosing;
  private final List<ScrubFinding> unwritten = new ArrayList<>();
  private Instant writtenAt;
  private long done;
  private long bytes;
  private long unbound;
  private long unchecked;
  private long findings;

  ScrubRun(Database database, Clock clock, ScrubState begun, BooleanSupplier isClosing) {
    this.isClosing = isClosing;
    this.database = database;
    this.clock = clock;
    this.begun = begun;
    this.writtenAt = begun.startedAt();
  }

  @Override
  public void found(ContentOwner owner, String code, String subject) {
    findings++;
    LOG.error("scrub: {} of {} of tenant {}: {}", subject, owner.ownerId(), owner.tenantId(), code);
    if (findings <= ContentLimits.SCRUB_MAX_FINDINGS) {
      unwritten.add(
          new ScrubFinding(
              (int) findings, owner.tenantId(), owner.ownerId(), code, subject, clock.instant()));
    }
  }

  @Override
  public void missing(ContentOwner owner, String code, String subject) {
    if (database.read(tx -> ScrubRows.isListed(tx, owner))) {
      found(owner, code, subject);
    }
  }

  @Override
  public void unchecked(ContentOwner owner, String code, String subject) {
    unchecked++;
    LOG.warn(
        "scrub: {} of {} of tenant {} was not checked: {}",
        subject,
        owner.ownerId(),
        owner.tenantId(),
        code);
  }

  @Override
  public void checked(long readBytes) {
    done++;
    bytes += readBytes;
    goOn();
  }

  @Override
  public void unbound() {
    unbound++;
  }

  /**
   * Writes down how far it is, if that is due.
   *
   * @throws BrokenOff if another run took its place or the server is closing
   */
  void goOn() {
    Instant now = clock.instant();
    // Also if the clock was set back.
    boolean isDue = Duration.between(writtenAt, now).abs().compareTo(BETWEEN_WRITES) >= 0;
    if (isClosing.getAsBoolean() || (isDue && !isOurs(state(now, Optional.empty())))) {
      throw new BrokenOff();
    }
  }

  /** Writes down that it has ended. */
  ScrubState end() {
    Instant now = clock.instant();
    ScrubState ended = state(now, Optional.of(now));
    write(ended);
    return ended;
  }

  private ScrubState state(Instant now, Optional<Instant> endedAt) {
    return new ScrubState(
        begun.runId(),
        begun.readsContent(),
        begun.startedAt(),
        now,
        endedAt,
        Math.max(begun.total(), done),
        done,
        bytes,
        unbound,
        unchecked,
        findings);
  }

  /** What cannot be written now is written with what comes next. */
  private boolean isOurs(ScrubState now) {
    try {
      return write(now);
    } catch (PersistenceException failed) {
      LOG.warn("scrub: its progress could not be written and will be: {}", failed.getMessage());
      writtenAt = now.seenAt();
      return true;
    }
  }

  private boolean write(ScrubState now) {
    boolean isOurs =
        database.write(
            tx -> {
              boolean isStillOurs = ScrubRows.update(tx, now);
              if (isStillOurs) {
                unwritten.forEach(finding -> ScrubRows.insert(tx, finding));
              }
              return isStillOurs;
            });
    unwritten.clear();
    writtenAt = now.seenAt();
    return isOurs;
  }

  /** The run does not go on. */
  static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
