package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.hierarchy.Geo;
import dev.freehold.custody.hierarchy.Geos;
import dev.freehold.custody.hierarchy.NewPolicy;
import dev.freehold.custody.hierarchy.Policies;
import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.custody.hierarchy.ServicePolicies;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.jobs.NewJob;
import dev.freehold.custody.roots.RootKeyUri;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/**
 * File policies: one for each geo, registered with two keys at exact versions, rolled one key at a
 * time (customer-key reference, section 4.4). Safe for use by many threads.
 */
public final class FilePolicies {

  /** The job that seals every site of a geo under its new policy. */
  public static final String REGISTER = "register";

  /** The job that moves every site of a geo to a policy with new roots. */
  public static final String RESTORE = "restore";

  private static final int MANY_SHARDS = 16;

  private final Policies policies;
  private final ServicePolicies servicePolicies;
  private final Geos geos;
  private final Rolls rolls;
  private final Jobs jobs;

  /** Joins the services that it needs. */
  public FilePolicies(
      Policies policies, ServicePolicies servicePolicies, Geos geos, Rolls rolls, Jobs jobs) {
    this.policies = policies;
    this.servicePolicies = servicePolicies;
    this.geos = geos;
    this.rolls = rolls;
    this.jobs = jobs;
  }

  /**
   * Makes the geo's policy and begins to seal every site under it.
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
      throw registered();
    }
    servicePolicies.ensure(tenantId);
    return place(geo, REGISTER, Map.of(), primary, secondary, actor, (tx, policyId, jobId) -> {});
  }

  /** What else has to be true in the transaction that puts a geo under another policy. */
  @FunctionalInterface
  interface Further {
    void inTransaction(Handle tx, UUID oldPolicyId, UUID jobId);
  }

  /** Puts a geo that is being recovered under a policy with new roots. */
  Job restore(
      UUID tenantId,
      String geoCode,
      String primary,
      String secondary,
      String actor,
      Further further) {
    Geo geo = geos.get(tenantId, geoCode);
    UUID old = geo.policyId().orElseThrow(FilePolicies::notRegistered);
    if (!policies.get(tenantId, old).isRecovering()) {
      throw notInRecovery();
    }
    return place(geo, RESTORE, MoveEnd.retiring(old), primary, secondary, actor, further);
  }

  /**
   * Rolls one key of the geo's policy.
   *
   * @param slot 1 for primary, 2 for secondary
   * @param key the key with its exact version
   * @throws CustodyException {@code GEO_NOT_FOUND}, {@code GEO_NOT_REGISTERED}, {@code
   *     KEY_VERSION_MISSING}, {@code JOB_RUNNING} during another roll, and the codes of the checks
   */
  public Job roll(UUID tenantId, String geoCode, int slot, String key, String actor) {
    Geo geo = geos.get(tenantId, geoCode);
    UUID policyId = geo.policyId().orElseThrow(FilePolicies::notRegistered);
    requireExact(key);
    return rolls.roll(
        tenantId, policyId, geo.id(), new TreeMap<>(Map.of(slot, Optional.of(key))), actor);
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
    AtomicReference<UUID> jobId = new AtomicReference<>();
    NewPolicy wanted =
        new NewPolicy(
            geo.tenantId(),
            PolicyKind.FILE,
            "files:" + geo.code() + ":" + UUID.randomUUID(),
            "",
            primary,
            secondary);
    policies.create(
        wanted,
        actor,
        (tx, policy) -> {
          if (!geos.setPolicy(tx, geo.id(), geo.policyId(), policy.id())) {
            throw registered();
          }
          UUID job = order(tx, geo, kind, parameters, policy, actor);
          geo.policyId().ifPresent(old -> further.inTransaction(tx, old, job));
          jobId.set(job);
        });
    jobs.wake(jobId.get());
    return jobs.get(geo.tenantId(), jobId.get());
  }

  private UUID order(
      Handle tx, Geo geo, String kind, Map<String, String> further, Policy policy, String actor) {
    MoveScope scope = new MoveScope.OfGeo(geo.id());
    Map<String, String> parameters = new HashMap<>(scope.parameters());
    parameters.putAll(further);
    parameters.put("policyId", policy.id().toString());
    return jobs.create(
        tx,
        new NewJob(
            geo.tenantId(),
            kind,
            geo.id(),
            parameters,
            MANY_SHARDS,
            MoveRows.count(tx, geo.tenantId(), geo.id(), scope),
            0,
            Optional.of("geo:" + geo.id()),
            actor));
  }

  private static void requireExact(String key) {
    if (!RootKeyUri.parse(key).hasVersion()) {
      throw new CustodyException(
          CustodyError.KEY_VERSION_MISSING,
          "a file policy names exact versions of its keys; add the version to the key's URI");
    }
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

  static CustodyException notInRecovery() {
    return new CustodyException(
        CustodyError.NOT_IN_RECOVERY,
        "the geo is not being recovered; ask for it, have it approved, and wait for the operator");
  }
}
