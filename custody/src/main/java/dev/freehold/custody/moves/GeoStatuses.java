package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.GeoProgress;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells the state of geos. Safe for use by many threads. */
public final class GeoStatuses {

  private static final int ALL = 100;

  private final Geos geos;
  private final Policies policies;
  private final Jobs jobs;

  /** Joins what is known of geos, policies and jobs. */
  public GeoStatuses(Geos geos, Policies policies, Jobs jobs) {
    this.geos = geos;
    this.policies = policies;
    this.jobs = jobs;
  }

  /**
   * The status of a geo.
   *
   * @throws dev.freehold.custody.CustodyException {@code GEO_NOT_FOUND}
   */
  public GeoStatus of(UUID tenantId, String geoCode) {
    // The job first: if it ends meanwhile, the geo is said to be finished a moment too late.
    Geo geo = geos.get(tenantId, geoCode);
    Optional<Job> job = jobs.unfinished(tenantId, geo.id());
    Optional<Policy> policy = geo.policyId().map(id -> policies.get(tenantId, id));
    return status(geo, job, policy, geos.progress(geo.id()));
  }

  /** The same of all geos of a tenant, by code; the number of statements is the same for all. */
  public List<GeoStatus> ofTenant(UUID tenantId) {
    List<Geo> all = geos.list(tenantId);
    Map<UUID, Job> open = jobs.unfinished(tenantId, all.stream().map(Geo::id).toList());
    Map<UUID, Policy> byId =
        policies.list(tenantId, PolicyKind.FILE).stream()
            .collect(Collectors.toMap(Policy::id, Function.identity()));
    Map<UUID, GeoProgress> progress = geos.progressOfAll(tenantId);
    return all.stream()
        .map(
            geo ->
                status(
                    geo,
                    Optional.ofNullable(open.get(geo.id())),
                    geo.policyId().map(byId::get),
                    progress.getOrDefault(geo.id(), new GeoProgress(0, 0, 0))))
        .toList();
  }

  private static GeoStatus status(
      Geo geo, Optional<Job> job, Optional<Policy> policy, GeoProgress progress) {
    GeoState state = state(policy, job, progress);
    int percent =
        switch (state) {
          case UNREGISTERED -> 0;
          case REGISTERED -> ALL;
          case REGISTERING, ROLLING, RECOVERING ->
              job.map(GeoStatuses::percent).orElseGet(() -> percent(progress));
        };
    return new GeoStatus(geo, state, policy, progress.sites(), percent, job);
  }

  /** What is true of the sites comes first: a job that failed has not registered them. */
  private static GeoState state(Optional<Policy> policy, Optional<Job> job, GeoProgress progress) {
    if (policy.isEmpty()) {
      return GeoState.UNREGISTERED;
    }
    String kind = job.map(Job::kind).orElse("");
    if (kind.equals(FilePolicies.RESTORE)
        || policy.get().isRecovering()
        || progress.recovering() > 0) {
      return GeoState.RECOVERING;
    }
    if (kind.equals(FilePolicies.REGISTER) || !progress.isComplete()) {
      return GeoState.REGISTERING;
    }
    return job.isPresent() ? GeoState.ROLLING : GeoState.REGISTERED;
  }

  private static int percent(GeoProgress progress) {
    return progress.sites() == 0
        ? 0
        : Math.clamp(ALL * (progress.sites() - progress.behind()) / progress.sites(), 0, ALL - 1);
  }

  /** Never says all before the job has ended. */
  private static int percent(Job job) {
    return job.totalItems() == 0
        ? 0
        : Math.clamp(ALL * job.doneItems() / job.totalItems(), 0, ALL - 1);
  }
}
