package dev.freehold.custody.rolls;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.NewJob;
import dev.freehold.custody.locks.LeavingLocked;
import dev.freehold.custody.orders.AwaitedOrders;
import dev.freehold.custody.orders.OrderTarget;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.RootRolls;
import dev.freehold.persistence.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Rolls root keys and availability keys. One roll of a policy at a time; a second is refused. Safe
 * for use by many threads.
 */
public final class Rolls {

  /** The job that rolls root keys. */
  public static final String ROLL = OrderTarget.ROLL;

  /** The job that rolls an availability key. */
  public static final String AVAILABILITY_ROLL = "availability-roll";

  static final String SLOT = "slot";

  /** By the statement: a roll takes effect in the same time however much is under the policy. */
  private static final long ITEMS_ARE_COUNTED_LATER = 0;

  private final Database database;
  private final Policies policies;
  private final RootRolls rootRolls;
  private final Jobs jobs;
  private final AwaitedOrders awaits;

  /** Orders rolls of what {@code database} holds. */
  public Rolls(Database database, Policies policies, RootRolls rootRolls, Jobs jobs) {
    this.database = database;
    this.policies = policies;
    this.rootRolls = rootRolls;
    this.jobs = jobs;
    this.awaits = new AwaitedOrders(jobs);
  }

  /**
   * Rolls roots of a policy to the newest versions of their keys, or to other keys. Every check of
   * the keys is made before the job is; a vault that changes its mind later makes the job wait.
   *
   * @param keys by slot, 1 or 2 or both: the other key, or empty for the newest version of the same
   *     one
   * @param subjectId what the job is about: the policy, or its geo
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE} if it is
   *     retired, {@code POLICY_PURGE_REQUESTED}, {@code JOB_RUNNING} during another roll, or the
   *     code of the check of a key that did not hold
   */
  public Job roll(
      UUID tenantId,
      UUID policyId,
      UUID subjectId,
      SortedMap<Integer, Optional<String>> keys,
      String actor) {
    return roll(tenantId, policyId, subjectId, keys, actor, tx -> {});
  }

  /**
   * The same, if something else is true in the transaction that orders it.
   *
   * @param further throws if it is not
   */
  public Job roll(
      UUID tenantId,
      UUID policyId,
      UUID subjectId,
      SortedMap<Integer, Optional<String>> keys,
      String actor,
      Consumer<Handle> further) {
    policies.requireInUse(tenantId, policyId);
    rootRolls.targets(policyId, keys);
    Map<String, String> parameters = new HashMap<>();
    parameters.put("policyId", policyId.toString());
    keys.forEach((slot, other) -> parameters.put(SLOT + slot, other.orElse("")));
    return order(tenantId, policyId, subjectId, ROLL, parameters, actor, further);
  }

  /**
   * Gives a policy another availability key.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}, {@code
   *     POLICY_PURGE_REQUESTED}, {@code JOB_RUNNING}
   */
  public Job rollAvailabilityKey(UUID tenantId, UUID policyId, String actor) {
    policies.requireInUse(tenantId, policyId);
    return order(
        tenantId,
        policyId,
        policyId,
        AVAILABILITY_ROLL,
        Map.of("policyId", policyId.toString()),
        actor,
        tx -> {});
  }

  private Job order(
      UUID tenantId,
      UUID policyId,
      UUID subjectId,
      String kind,
      Map<String, String> parameters,
      String actor,
      Consumer<Handle> further) {
    UUID jobId =
        database.write(
            tx -> {
              further.accept(tx);
              Policy policy = policies.requireInUse(tx, tenantId, policyId);
              UUID id =
                  jobs.create(
                      tx,
                      new NewJob(
                          tenantId,
                          kind,
                          subjectId,
                          parameters,
                          1,
                          ITEMS_ARE_COUNTED_LATER,
                          0,
                          Optional.of("roll:" + policyId),
                          actor,
                          policy.kind().administrator()));
              if (kind.equals(ROLL)) {
                List<UUID> locked = LeavingLocked.ofPolicy(tx, policyId);
                awaits.tell(tx, tenantId, id, locked, Optional.of(policyId));
              }
              return id;
            });
    jobs.wake();
    return jobs.get(tenantId, jobId);
  }
}
