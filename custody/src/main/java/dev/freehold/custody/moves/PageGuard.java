package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.orders.Departure;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.Releases;
import dev.freehold.custody.owners.SealedCoverage;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.persistence.Dialect;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Makes sure that a page may be committed: between reading it and now no owner of it got another
 * order, another key or another wrap, none was added, and no policy that one goes to changed its
 * state. Without this an order that came between would be carried out by its own job first and
 * undone by this one.
 */
final class PageGuard {

  private final Dialect dialect;

  PageGuard(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Holds what decides about the page still until the transaction ends, and changes its rows.
   *
   * @param change orders the new policy for all but the rest and wraps keys; false if a row that it
   *     changes is not as it was read
   * @throws MovedMeanwhile if anything about the page is not as it was
   */
  void require(Handle tx, PageToCommit page, BooleanSupplier change) throws MovedMeanwhile {
    switch (dialect) {
      case SQLITE -> {} // One writer.
      case POSTGRESQL -> lock(tx, page);
    }
    requireAuthentic(tx, page);
    requireCovered(tx, page);
    requireNoneUnderPurge(tx, page.left());
    if (page.scope() instanceof MoveScope.Reassigned reassigned && dialect == Dialect.SQLITE) {
      requireReassigned(tx, reassigned, page, change);
      return;
    }
    // A statement of its own, so that it sees what the locks waited for.
    requireAs(page.owners(), standings(tx, page));
    if (!change.getAsBoolean()) {
      throw new IllegalStateException("rows are not as they were when their page was held");
    }
  }

  private static List<KeyStanding> standings(Handle tx, PageToCommit page) {
    return page.scope() instanceof MoveScope.Reassigned reassigned
        ? ReassignedRows.standings(tx, reassigned, page.range(), page.owners().size() + 1)
        : inRange(tx, page, KeyStanding.COLUMNS_WITH_TARGET, "")
            .map((row, _) -> KeyStanding.of(row))
            .list();
  }

  /** One owner more than the page has would be one that was added. */
  private static Query inRange(Handle tx, PageToCommit page, String columns, String further) {
    return MoveRows.inRange(
        tx,
        columns,
        further,
        page.tenantId(),
        page.jobId(),
        page.scope(),
        page.range(),
        page.owners().size() + 1);
  }

  /**
   * Who was ordered to the new policy before the change, or is still ordered to the old one after
   * it, is one of the rest. So nobody else is looked at twice: the change itself compares them. On
   * PostgreSQL that many conditions would mislead the planner.
   */
  private static void requireReassigned(
      Handle tx, MoveScope.Reassigned scope, PageToCommit page, BooleanSupplier change)
      throws MovedMeanwhile {
    int max = page.rest().size() + 1;
    List<KeyStanding> arrived = ReassignedRows.standings(tx, scope, scope.to(), page.range(), max);
    if (!change.getAsBoolean()) {
      throw new MovedMeanwhile();
    }
    List<KeyStanding> left =
        scope.from().equals(scope.to())
            ? List.of()
            : ReassignedRows.standings(tx, scope, scope.from(), page.range(), max);
    requireAs(page.rest(), ReassignedRows.byId(arrived, left));
  }

  private static void requireAs(List<KeyToMove> read, List<KeyStanding> now) throws MovedMeanwhile {
    if (!KeyStanding.areAs(read, now)) {
      throw new MovedMeanwhile();
    }
  }

  /**
   * What the page's rows say of the policies they go to is what those policies' seals say, and all
   * are the tenant's: else content could be carried to keys that somebody else has.
   */
  private static void requireAuthentic(Handle tx, PageToCommit page) throws MovedMeanwhile {
    page.targets()
        .forEach(
            (policyId, state) -> {
              PolicyAuthority target = PolicyAuthority.require(tx, policyId);
              if (!target.tenantId().equals(page.tenantId())) {
                throw new CustodyException(
                    CustodyError.POLICY_NOT_FOUND,
                    "the policy %s is not the tenant's; assign one of its own".formatted(policyId));
              }
              if (target.state() != state) {
                throw new MovedMeanwhile();
              }
            });
  }

  /** Where each goes is what the seals of its owner, its geo and the tenant say. */
  private static void requireCovered(Handle tx, PageToCommit page) throws MovedMeanwhile {
    if (page.scope() instanceof MoveScope.Reassigned) {
      return; // Where the job says, which each of its owners was ordered to or from.
    }
    SealedCoverage coverage = SealedCoverage.of(tx, page.tenantId());
    for (KeyToMove owned : page.owners()) {
      if (!owned.isThere()
          && owned.owner().isPresent()
          && !coverage.target(owned.owner().get()).equals(owned.target())) {
        throw new MovedMeanwhile();
      }
    }
  }

  /** A request for a purge waits for the policy's row, or was committed before us. */
  private void requireNoneUnderPurge(Handle tx, Set<UUID> left) throws MovedMeanwhile {
    left.stream().sorted().forEach(id -> RowLock.of(dialect).share(tx, "policies", id));
    for (UUID policyId : left) {
      if (PolicyAuthority.require(tx, policyId).state().isPurge()) {
        throw new MovedMeanwhile();
      }
    }
  }

  /**
   * Makes sure that nothing leaves a locked policy that only one person wants to leave. Looked at
   * after the keys were opened, so that a refusal that came after the order counts too.
   *
   * @throws MovedMeanwhile if something would
   */
  void requireUnlocked(Handle tx, UUID jobId, Set<Departure> left) throws MovedMeanwhile {
    if (!left.isEmpty() && !Releases.locked(tx, jobId, left).isEmpty()) {
      throw new MovedMeanwhile();
    }
  }

  /**
   * The tenant first, as with orders; owners, with the policies they go to, in the order of their
   * ids, as in other jobs.
   */
  private static void lock(Handle tx, PageToCommit page) {
    RowLock.POSTGRESQL_ROWS.share(tx, "tenants", page.tenantId());
    inRange(tx, page, "o.id", " FOR UPDATE OF o FOR SHARE OF tp")
        .map((row, context) -> row.getBytes(1))
        .list();
  }

  /** Undoes the transaction; the page is read again. */
  static final class MovedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
