package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.READERS;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of legal holds and of previews, in the form of {@link Routes}. */
final class HoldRoutes {

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

  private HoldRoutes() {}

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
        preview(policy + revocation, READERS, api.previews()::mailboxRevocation),
        preview(policy + purge, READERS, api.previews()::mailboxPurge),
        preview(multiWorkload + revocation, READERS, api.previews()::multiWorkloadRevocation),
        preview(ofGeo + revocation, ALL_READERS, api.previews()::geoRevocation),
        preview(ofGeo + purge, ALL_READERS, api.previews()::geoPurge));
  }

  /** The first page counts all that lies under the policy. */
  private static Route<Admission, Handler> preview(
      String path, Admission admission, Handler handler) {
    return route("GET", path, NO_BODY, LONG_REQUEST, admission, handler);
  }

  private static List<Route<Admission, Handler>> holds(Apis api) {
    String ofMailbox = "/api/v1/mailboxes/{mailbox}/holds";
    String ofSite = "/api/v1/sites/{site}/holds";
    return List.of(
        post(ofMailbox, COMPLIANCE, api.holds()::placeOnMailbox),
        get(ofMailbox, WATCHERS, api.holds()::ofMailbox),
        delete(ofMailbox + "/{hold}", api.holds()::liftFromMailbox),
        post(ofSite, COMPLIANCE, api.holds()::placeOnSite),
        get(ofSite, WATCHERS, api.holds()::ofSite),
        delete(ofSite + "/{hold}", api.holds()::liftFromSite),
        get("/api/v1/holds", WATCHERS, api.holds()::ofTenant),
        get("/api/v1/operator/tenants/{tenant}/holds", OPERATOR, api.holds()::counts));
  }

  private static Route<Admission, Handler> delete(String path, Handler handler) {
    return route("DELETE", path, NO_BODY, SHORT_REQUEST, COMPLIANCE, handler);
  }
}
