package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.NewJob;
import dev.freehold.custody.locks.LeavingLocked;
import dev.freehold.custody.orders.AwaitedOrders;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.NamedOwnerRows;
import dev.freehold.custody.orders.OrderEntries;
import dev.freehold.custody.orders.OrderEntries.Order;
import dev.freehold.custody.orders.OrderTarget;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.recovery.RecoveryMoves;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Assigns policies to mailboxes. The order is durable when a call returns; a job carries it out,
 * for a single mailbox within a second or so. {@link dev.freehold.custody.owners.OwnerStanding}
 * tells the state meanwhile. Safe for use by many threads.
 */
public final class Moves implements RecoveryMoves {

  /** The job that assigns policies. */
  public static final String ASSIGN = "assign";

  private static final String MULTI_WORKLOAD = "multi-workload";

  private final Database database;
  private final ServicePolicies servicePolicies;
  private final Assignments assignments;
  private final OrderEntries entries;
  private final AwaitedOrders awaits;
  private final Jobs jobs;

  /** Orders moves of what {@code database} holds. */
  public Moves(
      Database database,
      ServicePolicies servicePolicies,
      Assignments assignments,
      Ledger ledger,
      Jobs jobs) {
    this.database = database;
    this.servicePolicies = servicePolicies;
    this.assignments = assignments;
    this.entries = new OrderEntries(ledger);
    this.awaits = new AwaitedOrders(jobs);
    this.jobs = jobs;
  }

  /**
   * Puts mailboxes under a policy, or back under what covers the tenant.
   *
   * @param mailboxIds 1 to {@link CustodyLimits#MAX_PAGE_ROWS}; each named once
   * @param policyId an assignable mailbox policy, or empty ({@code $null})
   * @return the job that carries it out
   * @throws CustodyException {@code OWNER_NOT_FOUND} if one of them is not the tenant's, {@code
   *     POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}; {@code POLICY_PURGE_REQUESTED} of that
   *     policy, or of the one that a mailbox would leave; nothing is ordered then
   */
  public Job assign(UUID tenantId, List<UUID> mailboxIds, Optional<UUID> policyId, String actor) {
    List<UUID> distinct = mailboxIds.stream().distinct().toList();
    if (distinct.isEmpty() || distinct.size() > CustodyLimits.MAX_PAGE_ROWS) {
      throw new CustodyException(
          CustodyError.OWNER_NOT_FOUND,
          "name 1 to %d mailboxes at once".formatted(CustodyLimits.MAX_PAGE_ROWS));
    }
    servicePolicies.ensure(tenantId);
    UUID jobId =
        database.write(
            tx -> {
              List<UUID> locked = LeavingLocked.ofMailboxes(tx, tenantId, distinct, policyId);
              assignments.order(tx, tenantId, distinct, policyId);
              UUID id = jobs.create(tx, named(tenantId, distinct, policyId, actor));
              NamedOwnerRows.insert(tx, id, distinct);
              awaits.tell(tx, tenantId, id, locked, policyId);
              entries.assign(tx, new Order(tenantId, id, actor), distinct, policyId);
              return id;
            });
    return begin(tenantId, jobId);
  }

  /**
   * Puts every mailbox that is assigned to one policy under another, which is usually one with new
   * root keys.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}, {@code
   *     POLICY_PURGE_REQUESTED}, {@code JOB_RUNNING}
   */
  public Job assignAll(UUID tenantId, UUID from, UUID to, String actor) {
    MovePlan plan =
        database.read(
            tx -> {
              assignments.requireOwn(tx, tenantId, from, PolicyKind.MAILBOX);
              assignments.requireOwn(tx, tenantId, to, PolicyKind.MAILBOX);
              MoveScope scope = new MoveScope.Reassigned(from, to);
              return MovePlan.of(tx, tenantId, scope, Map.of(), actor);
            });
    UUID jobId = database.write(tx -> orderAll(tx, plan, from, to));
    return begin(tenantId, jobId);
  }

  private UUID orderAll(Handle tx, MovePlan plan, UUID from, UUID to) {
    requireBoth(tx, plan.tenantId(), from, to);
    UUID jobId = jobs.create(tx, plan.job(ASSIGN, from, awayFrom(from)));
    awaits.tell(tx, plan.tenantId(), jobId, LeavingLocked.ofPolicy(tx, from), Optional.of(to));
    entries.assignAll(tx, new Order(plan.tenantId(), jobId, plan.actor()), from, to);
    return jobId;
  }

  @Override
  public Planned fromMailboxPolicy(Handle tx, UUID tenantId, UUID from, UUID to, String actor) {
    MoveScope scope = new MoveScope.Reassigned(from, to);
    MovePlan plan = MovePlan.of(tx, tenantId, scope, MoveEnd.retiring(from), actor);
    return order -> replaceAll(order, plan, from, to);
  }

  private UUID replaceAll(Handle tx, MovePlan plan, UUID from, UUID to) {
    requireBoth(tx, plan.tenantId(), from, to);
    jobs.supersede(tx, plan.tenantId(), awayFrom(from), plan.actor());
    return orderAll(tx, plan, from, to);
  }

  /**
   * Before anything is appended to the ledger: a transaction that holds a policy may wait for that.
   */
  private void requireBoth(Handle tx, UUID tenantId, UUID from, UUID to) {
    assignments.requireLeaving(tx, tenantId, from, PolicyKind.MAILBOX);
    assignments.requireAssignable(tx, tenantId, to, PolicyKind.MAILBOX);
  }

  private static String awayFrom(UUID policyId) {
    return "assign-all:" + policyId;
  }

  /**
   * Assigns a multi-workload policy to the tenant, or none: every mailbox without a policy of its
   * own comes under it.
   *
   * <p>An assignment that is still being carried out is superseded: each mailbox goes from where it
   * is by then to where it has to be.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}
   */
  public Job assignMultiWorkload(UUID tenantId, Optional<UUID> policyId, String actor) {
    servicePolicies.ensure(tenantId);
    MovePlan plan = MovePlan.of(database, tenantId, new MoveScope.Uncovered(), Map.of(), actor);
    UUID jobId =
        database.write(
            tx -> {
              Optional<UUID> before = assignments.multiWorkload(tx, tenantId);
              assignments.assignMultiWorkload(tx, tenantId, policyId);
              return orderUncovered(tx, plan, before, policyId);
            });
    return begin(tenantId, jobId);
  }

  @Override
  public Planned fromMultiWorkloadPolicy(
      Handle tx, UUID tenantId, UUID from, UUID to, String actor) {
    MoveScope scope = new MoveScope.Uncovered();
    MovePlan plan = MovePlan.of(tx, tenantId, scope, MoveEnd.retiring(from), actor);
    return order -> replaceMultiWorkload(order, plan, from, to);
  }

  /** If it covers the tenant no more, what is left under it goes where it belongs. */
  private UUID replaceMultiWorkload(Handle tx, MovePlan plan, UUID from, UUID to) {
    assignments.requireOwn(tx, plan.tenantId(), from, PolicyKind.MULTI_WORKLOAD);
    assignments.requireAssignable(tx, plan.tenantId(), to, PolicyKind.MULTI_WORKLOAD);
    if (assignments.multiWorkload(tx, plan.tenantId()).filter(from::equals).isPresent()) {
      assignments.assignMultiWorkload(tx, plan.tenantId(), Optional.of(to));
    }
    return orderUncovered(tx, plan, Optional.of(from), Optional.of(to));
  }

  private UUID orderUncovered(
      Handle tx, MovePlan plan, Optional<UUID> before, Optional<UUID> policyId) {
    UUID tenantId = plan.tenantId();
    jobs.supersede(tx, tenantId, MULTI_WORKLOAD, plan.actor());
    UUID jobId =
        jobs.create(
            tx,
            plan.with(OrderTarget.POLICY_ID, text(policyId)).job(ASSIGN, tenantId, MULTI_WORKLOAD));
    List<UUID> locked =
        before
            .filter(left -> !policyId.equals(before))
            .map(left -> LeavingLocked.ofPolicy(tx, left))
            .orElse(List.of());
    awaits.tell(tx, tenantId, jobId, locked, policyId);
    entries.multiWorkload(tx, new Order(tenantId, jobId, plan.actor()), policyId);
    return jobId;
  }

  @Override
  public Job begin(UUID tenantId, UUID jobId) {
    jobs.wake();
    return jobs.get(tenantId, jobId);
  }

  private static NewJob named(
      UUID tenantId, List<UUID> owners, Optional<UUID> policyId, String actor) {
    Map<String, String> parameters = new HashMap<>(new MoveScope.Named().parameters());
    parameters.put(OrderTarget.POLICY_ID, text(policyId));
    return new NewJob(
        tenantId,
        ASSIGN,
        owners.size() == 1 ? owners.getFirst() : tenantId,
        parameters,
        1,
        owners.size(),
        0,
        Optional.empty(),
        actor,
        Role.EXCHANGE_ADMIN);
  }

  /** For the ledger and for people: where each goes is decided when its turn comes. */
  private static String text(Optional<UUID> policyId) {
    return policyId.map(UUID::toString).orElse(OrderTarget.NONE);
  }
}
