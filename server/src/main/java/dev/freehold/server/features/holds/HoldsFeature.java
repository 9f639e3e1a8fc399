package dev.freehold.server.features.holds;

import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.READERS;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.features.previews.PreviewViews;
import dev.freehold.server.http.Queries;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of legal holds and of previews, in the form of {@link Routes}. */
final class HoldsFeature {

  private static final Admission COMPLIANCE =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN);
  private static final Admission WATCHERS =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR);

  private static final Admission ALL_READERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR);

  private HoldsFeature() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return Stream.of(holds(api), previews(api)).flatMap(List::stream).toList();
  }

  private static List<Route<Admission, Handler>> previews(Apis api) {
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
            api.previews()::mailboxRevocation,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what purging a policy would destroy",
            policy + purge,
            READERS,
            api.previews()::mailboxPurge,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what losing a multi-workload policy's keys would lock",
            multiWorkload + revocation,
            READERS,
            api.previews()::multiWorkloadRevocation,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what losing a geo's keys would lock",
            ofGeo + revocation,
            ALL_READERS,
            api.previews()::geoRevocation,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)),
        preview(
            "Preview what purging a geo would destroy",
            ofGeo + purge,
            ALL_READERS,
            api.previews()::geoPurge,
            Queries.AFTER,
            Queries.MAX,
            gives(PreviewViews.Preview.class)));
  }

  /** The first page counts all that lies under the policy. */
  private static Route<Admission, Handler> preview(
      String operation, String path, Admission admission, Handler handler, Part... shape) {
    return route(operation, "GET", path, NO_BODY, LONG_REQUEST, admission, handler, shape);
  }

  private static List<Route<Admission, Handler>> holds(Apis api) {
    String ofMailbox = "/api/v1/mailboxes/{mailbox}/holds";
    String ofSite = "/api/v1/sites/{site}/holds";
    return List.of(
        post(
            "Place a hold on a mailbox",
            ofMailbox,
            COMPLIANCE,
            api.holds()::placeOnMailbox,
            takes(HoldsApi.NewHold.class),
            gives(201, HoldsApi.View.class)),
        get(
            "List the holds on a mailbox",
            ofMailbox,
            WATCHERS,
            api.holds()::ofMailbox,
            gives(HoldsApi.HoldPage.class)),
        delete(
            "Lift a hold from a mailbox",
            ofMailbox + "/{hold}",
            api.holds()::liftFromMailbox,
            gives(204)),
        post(
            "Place a hold on a site",
            ofSite,
            COMPLIANCE,
            api.holds()::placeOnSite,
            takes(HoldsApi.NewHold.class),
            gives(201, HoldsApi.View.class)),
        get(
            "List the holds on a site",
            ofSite,
            WATCHERS,
            api.holds()::ofSite,
            gives(HoldsApi.HoldPage.class)),
        delete(
            "Lift a hold from a site", ofSite + "/{hold}", api.holds()::liftFromSite, gives(204)),
        get(
            "List the holds of the tenant",
            "/api/v1/holds",
            WATCHERS,
            api.holds()::ofTenant,
            Queries.AFTER_ID,
            Queries.MAX,
            gives(HoldsApi.HoldPage.class)),
        get(
            "Count the holds of a tenant",
            "/api/v1/operator/tenants/{tenant}/holds",
            OPERATOR,
            api.holds()::counts,
            gives(HoldsApi.TenantCounts.class)));
  }

  private static Route<Admission, Handler> delete(
      String operation, String path, Handler handler, Part... shape) {
    return route(operation, "DELETE", path, NO_BODY, SHORT_REQUEST, COMPLIANCE, handler, shape);
  }
}
