package dev.freehold.server.features.previews;

import static dev.freehold.server.features.Admissions.ALL_READERS;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.NO_BODY;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.content.preview.PolicyPreviews;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.Policies;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.server.owners.OwnerNames;
import dev.freehold.web.http.Route;
import java.util.List;

/** Previews: what would become unreadable if a policy were revoked or purged. */
public final class PreviewsFeature implements Feature {

  private final PreviewApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param names what mailboxes and sites are called
   */
  public PreviewsFeature(
      Basics basics,
      ObjectStore objects,
      LegalHolds holds,
      Policies policies,
      Geos geos,
      OwnerNames names) {
    this.api =
        new PreviewApi(
            new PolicyPreviews(basics.database(), objects, holds, basics.ledger()),
            policies,
            geos,
            names);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String policy = "/api/v1/policies/{policy}";
    String ofGeo = "/api/v1/geos/{geo}/policy";
    String multiWorkload = "/api/v1/multi-workload-policies/{policy}";
    String revocation = "/revocation-preview";
    String purge = "/purge-preview";
    return List.of(
        preview(
            "Preview what losing a policy's keys would lock",
            policy + revocation,
            READERS,
            api::mailboxRevocation,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what purging a policy would destroy",
            policy + purge,
            READERS,
            api::mailboxPurge,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what losing a multi-workload policy's keys would lock",
            multiWorkload + revocation,
            READERS,
            api::multiWorkloadRevocation,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what losing a geo's keys would lock",
            ofGeo + revocation,
            ALL_READERS,
            api::geoRevocation,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what purging a geo would destroy",
            ofGeo + purge,
            ALL_READERS,
            api::geoPurge,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)));
  }

  /** The first page counts all that lies under the policy. */
  private static Route<Admission, Handler> preview(
      String operation, String path, Admission admission, Handler handler, Part... shape) {
    return ApiRoute.of(operation, "GET", path, NO_BODY, LONG_REQUEST, admission, handler, shape);
  }
}
