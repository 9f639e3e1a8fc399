package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.candidates.RootRules;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.GeoProgress;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.custody.recovery.GeoRestoration;
import dev.freehold.custody.recovery.RecoveryRequest;
import dev.freehold.custody.recovery.RecoveryRows;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/**
 * File policies: one for each geo, registered with two keys at exact versions, rolled one key at a
 * time. Safe for use by many threads.
 */
public final class FilePolicies implements GeoRestoration {

  /** The job that seals every site of a geo under its new policy. */
  public static final String REGISTER = "register";

  /** The job that moves every site of a geo to a policy with new roots. */
  public static final String RESTORE = "restore";

  private final Database database;
  private final Policies policies;
  private final ServicePolicies servicePolicies;
  private final Geos geos;
  private final Rolls rolls;
  private final Jobs jobs;

  /** Joins the services that it needs. */
  public FilePolicies(
      Database database,
      Policies policies,
      ServicePolicies servicePolicies,
      Geos geos,
      Rolls rolls,
      Jobs jobs) {
    this.database = database;
    this.policies = policies;
    this.servicePolicies = servicePolicies;
    this.geos = geos;
    this.rolls = rolls;
    this.jobs = jobs;
  }

  /**
   * Makes the geo's policy and begins to seal every site under it. If that came to an end before
   * every site was there, the same order begins it again under the same policy.
   *
   * @param primary the primary key with its exact version
   * @param secondary the secondary key with its exact version, in another vault
   * @throws CustodyException {@code GEO_NOT_FOUND}, {@code GEO_REGISTERED}, {@code
   *     KEY_VERSION_MISSING}, and the codes of {@link Policies#create}
   */
  public Job register(
      UUID tenantId, String geoCode, String primary, String secondary, String actor) {
    Geo geo = geos.get(tenantId, geoCode);
    if (geo.policyId().isPresent()) {
      return registerAgain(geo, geo.policyId().get(), primary, secondary, actor);
    }
    servicePolicies.ensure(tenantId);
    return place(
        geo, REGISTER, Map.of(), primary, secondary, actor, (tx, act, policyId, jobId) -> {});
  }

  private Job registerAgain(
      Geo geo, UUID policyId, String primary, String secondary, String actor) {
    Policy policy = policies.get(geo.tenantId(), policyId);
    GeoProgress progress = geos.progress(geo.id());
    if (progress.isComplete()
        || progress.recovering() > 0
        || !hasKeys(policy, primary, secondary)
        || jobs.unfinished(geo.tenantId(), geo.id()).isPresent()) {
      throw registered();
    }
    return orderAgain(geo, REGISTER, Map.of(), policy, actor, (tx, act, jobId) -> {});
  }

  /** What is done in the transaction that moves the rest of a geo. */
  private interface Again {
    void inTransaction(Handle tx, WriteAct act, UUID jobId);
  }

  @Override
  public Job restore(
      UUID tenantId,
      String geoCode,
      String primary,
      String secondary,
      String actor,
      Further further) {
    Geo geo = geos.get(tenantId, geoCode);
    Policy policy = policies.get(tenantId, geo.policyId().orElseThrow(FilePolicies::notRegistered));
    if (policy.isRecovering()) {
      Map<String, String> retiring = MoveEnd.retiring(policy.id());
      return place(geo, RESTORE, retiring, primary, secondary, actor, further);
    }
    UUID old =
        database
            .read(tx -> RecoveryRows.begunForGeo(tx, tenantId, geo.id()))
            .map(RecoveryRequest::policyId)
            .orElseThrow(GeoRestoration::notInRecovery);
    if (!hasKeys(policy, primary, secondary)) {
      throw new CustodyException(
          CustodyError.NOT_IN_RECOVERY,
          "the geo is on its way to other keys; name those, or ask for recovery of its new policy");
    }
    return orderAgain(
        geo,
        RESTORE,
        MoveEnd.retiring(old),
        policy,
        actor,
        (tx, act, jobId) -> further.inTransaction(tx, act, old, jobId));
  }

  private static boolean hasKeys(Policy policy, String primary, String secondary) {
    requireExact(primary);
    requireExact(secondary);
    return policy.roots().stream()
        .map(root -> RootKeyUri.parse(root.keyVersionUri()))
        .toList()
        .equals(List.of(RootKeyUri.parse(primary), RootKeyUri.parse(secondary)));
  }

  private Job orderAgain(
      Geo geo,
      String kind,
      Map<String, String> parameters,
      Policy policy,
      String actor,
      Again further) {
    MovePlan plan = plan(geo, parameters, actor);
    UUID jobId =
        RowSeals.write(
            database,
            (tx, act) -> {
              lock(tx, geo, policy.id());
              MoveEnd.retired(parameters).ifPresent(old -> RecoveryRows.lockOfPolicy(tx, old));
              makeWay(tx, geo, kind, actor);
              UUID job = order(tx, geo, kind, plan, policy);
              further.inTransaction(tx, act, job);
              return job;
            });
    jobs.wake();
    return jobs.get(geo.tenantId(), jobId);
  }

  /** Keeps others from ordering something for the geo until the transaction ends. */
  private void lock(Handle tx, Geo geo, UUID policyId) {
    if (!geos.setPolicy(tx, geo.id(), Optional.of(policyId), policyId)) {
      throw new CustodyException(
          CustodyError.COVERAGE_CHANGED, "the geo has just come under another policy; try again");
    }
  }

  /** A recovery must not wait for what waits for the lost keys. */
  private void makeWay(Handle tx, Geo geo, String kind, String actor) {
    if (kind.equals(RESTORE)) {
      jobs.supersedeAll(tx, geo.tenantId(), geo.id(), actor);
    } else {
      jobs.requireIdle(tx, geo.tenantId(), geo.id());
    }
  }

  /**
   * Rolls one key of the geo's policy.
   *
   * @param slot 1 for primary, 2 for secondary
   * @param key the key with its exact version
   * @throws CustodyException {@code GEO_NOT_FOUND}, {@code GEO_NOT_REGISTERED}, {@code
   *     KEY_VERSION_MISSING}, {@code JOB_RUNNING} while sites move or during another roll, and the
   *     codes of the checks
   */
  public Job roll(UUID tenantId, String geoCode, int slot, String key, String actor) {
    Geo geo = geos.get(tenantId, geoCode);
    UUID policyId = geo.policyId().orElseThrow(FilePolicies::notRegistered);
    requireExact(key);
    return rolls.roll(
        tenantId,
        policyId,
        geo.id(),
        new TreeMap<>(Map.of(slot, Optional.of(key))),
        actor,
        tx -> {
          lock(tx, geo, policyId);
          jobs.requireIdle(tx, tenantId, geo.id());
        });
  }

  private Job place(
      Geo geo,
      String kind,
      Map<String, String> parameters,
      String primary,
      String secondary,
      String actor,
      Further further) {
    requireExact(primary);
    requireExact(secondary);
    MovePlan plan = plan(geo, parameters, actor);
    AtomicReference<UUID> jobId = new AtomicReference<>();
    NewPolicy wanted =
        new NewPolicy(
            geo.tenantId(), PolicyKind.FILE, GeoPolicyName.of(geo.code()), "", primary, secondary);
    policies.create(
        wanted,
        actor,
        (tx, act, policy) -> {
          if (!geos.setPolicy(tx, geo.id(), geo.policyId(), policy.id())) {
            throw registered();
          }
          geo.policyId().ifPresent(old -> RecoveryRows.lockOfPolicy(tx, old));
          makeWay(tx, geo, kind, actor);
          UUID job = order(tx, geo, kind, plan, policy);
          geo.policyId().ifPresent(old -> further.inTransaction(tx, act, old, job));
          jobId.set(job);
        });
    jobs.wake();
    return jobs.get(geo.tenantId(), jobId.get());
  }

  private MovePlan plan(Geo geo, Map<String, String> further, String actor) {
    return MovePlan.of(database, geo.tenantId(), new MoveScope.OfGeo(geo.id()), further, actor);
  }

  private UUID order(Handle tx, Geo geo, String kind, MovePlan plan, Policy policy) {
    return jobs.create(
        tx, plan.with("policyId", policy.id().toString()).job(kind, geo.id(), "geo:" + geo.id()));
  }

  private static void requireExact(String key) {
    RootRules.requireExact(RootKeyUri.parse(key));
  }

  private static CustodyException registered() {
    return new CustodyException(
        CustodyError.GEO_REGISTERED,
        "the geo has a policy already; roll its keys, or restore it after a loss of both");
  }

  private static CustodyException notRegistered() {
    return new CustodyException(
        CustodyError.GEO_NOT_REGISTERED, "the geo has no policy; register one first");
  }
}
