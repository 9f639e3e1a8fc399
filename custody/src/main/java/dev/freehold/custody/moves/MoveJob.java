package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.orders.Departure;
import dev.freehold.custody.orders.KeptBack;
import dev.freehold.custody.orders.KeptBackRows;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.Releases;
import dev.freehold.custody.orders.ShardRange;
import dev.freehold.custody.owners.CoverageRows;
import dev.freehold.custody.reseal.ContentPhase;
import dev.freehold.custody.reseal.MovePosition;
import dev.freehold.custody.reseal.MovePosition.Phase;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Moves mailboxes or sites to the policies that they have to be under. A key that comes from
 * customers' roots is only wrapped again; one that comes from the service's own is renewed, and
 * what lies under the old one is resealed before that is destroyed. No key leaves a customer's
 * policy unless a root of it agrees, or two people want it.
 */
final class MoveJob implements JobKind {

  private final String name;
  private final Database database;
  private final KeyMover mover;
  private final ContentPhase content;
  private final MoveEnd end;
  private final Clock clock;
  private final PageGuard guard;
  private final MovedKeyWriter rows;
  private final KeptBack kept;

  MoveJob(
      String name,
      Database database,
      KeyMover mover,
      ContentPhase content,
      MoveEnd end,
      KeptBack kept,
      Clock clock) {
    this.name = name;
    this.database = database;
    this.mover = mover;
    this.content = content;
    this.end = end;
    this.kept = kept;
    this.clock = clock;
    this.guard = new PageGuard(database.dialect());
    this.rows = new MovedKeyWriter(database.dialect());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public JobOutcome step(JobStep step) {
    Optional<ShardRange> part = ShardRange.of(step.parameters(), step.shard(), step.shards());
    return part.isPresent() ? step(step, part.get()) : ShardRange.outdated();
  }

  private JobOutcome step(JobStep step, ShardRange part) {
    MovePosition position = MovePosition.parse(step.position());
    try {
      return switch (position.phase()) {
        case KEYS, KEPT_KEYS -> moveKeys(step, position, position.within(part));
        case CONTENT -> afterContent(step, position, part, content.step(step, position, part));
      };
    } catch (KeyAccessException e) {
      return new JobOutcome.Waits(e.code(), e.getMessage());
    } catch (CustodyException e) {
      // An approval or a recovery that something else has written authorises nothing.
      return new JobOutcome.Fails(e.code(), e.getMessage());
    }
  }

  /** What was kept back holds up nothing else; it is tried when nothing else can be done. */
  private JobOutcome afterContent(
      JobStep step, MovePosition position, ShardRange part, JobOutcome outcome) {
    if (position.keptAfter().isEmpty() || outcome instanceof JobOutcome.More) {
      return outcome;
    }
    MovePosition again = position.keptKeys();
    ShardRange left = again.within(part);
    if (!kept.canGo(step, (tx, departure) -> MoveRows.isLeft(tx, step, left, departure))) {
      // Nothing is committed, so the job waits longer each time.
      return kept.waits(step);
    }
    step.commit(
        again.text(),
        0,
        0,
        tx -> {
          KeptBackRows.delete(tx, step.jobId(), step.shard());
          return null;
        });
    return new JobOutcome.More();
  }

  @Override
  public JobOutcome finish(JobStep step) {
    return end.reach(step);
  }

  private JobOutcome moveKeys(JobStep step, MovePosition position, ShardRange range) {
    MoveScope scope = MoveScope.of(step.parameters());
    int max = step.budgetRows();
    List<KeyToMove> page =
        database.read(tx -> MoveRows.page(tx, step.tenantId(), step.jobId(), scope, range, max));
    if (page.isEmpty()) {
      step.commit(position.content().text(), 0, 0, tx -> null);
      return new JobOutcome.More();
    }
    MovedPage moved = move(step, page);
    List<PreparedSeal> seals = sealsOfOrders(scope, page, moved);
    List<PreparedRows> changes = changes(scope, moved, seals);
    boolean isLast = page.size() < max;
    UUID end = page.getLast().ownerId();
    ShardRange read = isLast ? range : range.endingAt(end);
    PageToCommit held = PageToCommit.of(step, scope, read, page, seals);
    MovePosition past = position.keysAfter(end, moved.keptFrom(range));
    try {
      step.commitRows(
          (isLast ? past.content() : past).text(),
          page.size(),
          position.phase() == Phase.KEYS ? settledItems(page, moved) : moved.wrapped().size(),
          tx -> {
            guard.require(tx, held, () -> changes.stream().allMatch(some -> some.change(tx)));
            guard.requireUnlocked(tx, step.jobId(), moved.left());
            rows.renew(tx, step.jobId(), moved.renewed(), clock.instant());
            KeptBackRows.insert(tx, step.jobId(), step.shard(), moved.kept(), clock.instant());
            if (scope instanceof MoveScope.Reassigned(var from, var to)) {
              rows.orderRenewed(tx, from, to, moved.renewed());
            }
            return null;
          });
    } catch (PageGuard.MovedMeanwhile e) {
      // The position stayed, so the next step reads the page again.
      return new JobOutcome.More();
    }
    mover.dropSuperseded(moved);
    return new JobOutcome.More();
  }

  /** Keys first: an owner comes under the new policy with its key. */
  private List<PreparedRows> changes(MoveScope scope, MovedPage moved, List<PreparedSeal> seals) {
    List<PreparedRows> changes = new ArrayList<>(rows.rewraps(moved.wrapped()));
    if (scope instanceof MoveScope.Reassigned(var from, var to)) {
      changes.addAll(rows.orders(from, to, seals, Set.copyOf(moved.settled())));
    }
    return changes;
  }

  /** Made before the transaction, which then has nothing to do but write. */
  private List<PreparedSeal> sealsOfOrders(MoveScope scope, List<KeyToMove> page, MovedPage moved) {
    if (!(scope instanceof MoveScope.Reassigned(var from, var to)) || from.equals(to)) {
      return List.of();
    }
    Set<UUID> arrived = new HashSet<>(moved.arrivedWithTheirKeys());
    List<SealedRow> owners = new ArrayList<>(arrived.size());
    for (KeyToMove owned : page) {
      if (arrived.contains(owned.ownerId())) {
        owned
            .owner()
            .filter(owner -> CoverageRows.order(owner).filter(from::equals).isPresent())
            .ifPresent(owners::add);
      }
    }
    return CoverageRows.ordering(RowSeals.of(database), owners, to);
  }

  /**
   * A lock that another node wrote counts though a lease of this one still runs: what left a locked
   * policy is kept back after all.
   */
  private MovedPage move(JobStep step, List<KeyToMove> page) {
    Set<Departure> leaving = KeyToMove.departures(page);
    Set<Departure> released =
        leaving.isEmpty()
            ? Set.of()
            : database.read(tx -> Releases.among(tx, step.jobId(), leaving));
    MovedPage moved = mover.move(page, step.requester(), released);
    return moved.left().isEmpty()
        ? moved
        : moved.keepingBack(database.read(tx -> Releases.locked(tx, step.jobId(), moved.left())));
  }

  /** What was kept back is counted when it is done, what is renewed when it is resealed. */
  private static long settledItems(List<KeyToMove> page, MovedPage moved) {
    if (moved.kept().isEmpty()) {
      return (long) page.size() - moved.renewed().size();
    }
    long kept =
        page.stream()
            .filter(owned -> !owned.isThere() && !owned.isBarred())
            .filter(owned -> moved.kept().contains(owned.departure()))
            .count();
    return page.size() - moved.renewed().size() - kept;
  }
}
