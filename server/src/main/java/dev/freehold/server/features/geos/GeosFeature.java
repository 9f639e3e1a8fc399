package dev.freehold.server.features.geos;

import static dev.freehold.server.features.Admissions.ALL_READERS;
import static dev.freehold.server.features.Admissions.SHAREPOINT;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.GeoStatuses;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.web.http.Route;
import java.util.List;

/** Geos and the policies of the sites in them. */
public final class GeosFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("geos")
              .sealedRow()
              .ids("id tenant_id policy_id")
              .names("code")
              .numbers("created_at"));

  private static final QueryParameter STATUS =
      QueryParameter.of(
          "status",
          QueryParameter.Kind.BOOLEAN,
          "whether to tell how far each of them is, and its keys");

  private final GeosApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param policies of geos
   * @param crossCheck whether each root would help
   * @param keyAccess whether the keys of policies may be had now
   */
  public GeosFeature(
      Basics basics,
      Geos geos,
      FilePolicies policies,
      GeoStatuses statuses,
      Recovery recovery,
      CrossCheck crossCheck,
      CachedKeyAccess keyAccess) {
    this.api =
        new GeosApi(geos, policies, statuses, recovery, crossCheck, keyAccess, basics.clock());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String policy = "/api/v1/geos/{geo}/policy";
    return List.of(
        post(
            "Make a geo",
            "/api/v1/geos",
            SHAREPOINT,
            api::create,
            takes(GeosApi.NewGeo.class),
            gives(201, GeosApi.GeoView.class)),
        get(
            "List the geos",
            "/api/v1/geos",
            ALL_READERS,
            api::list,
            STATUS,
            gives(GeosApi.GeoPage.class)),
        post(
            "Register the policy of a geo",
            policy,
            SHAREPOINT,
            api::register,
            takes(GeosApi.TwoKeys.class),
            gives(202, JobView.class)),
        get(
            "Get the policy of a geo",
            policy,
            ALL_READERS,
            api::status,
            gives(GeosApi.StatusView.class)),
        post(
            "Roll a key of a geo",
            policy + "/roll",
            SHAREPOINT,
            api::roll,
            takes(GeosApi.OneKey.class),
            gives(202, JobView.class)),
        post(
            "Restore the keys of a geo",
            policy + "/restore",
            SHAREPOINT,
            api::restore,
            takes(GeosApi.TwoKeys.class),
            gives(202, JobView.class)));
  }
}
