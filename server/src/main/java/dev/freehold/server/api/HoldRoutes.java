package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Route;
import java.util.List;
import java.util.Set;

/** The routes of legal holds, in the form of {@link Routes}. */
final class HoldRoutes {

  private static final Set<Role> COMPLIANCE = Set.of(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN);
  private static final Set<Role> WATCHERS =
      Set.of(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR);

  private HoldRoutes() {}

  static List<Route> table(Apis api) {
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

  private static Route delete(String path, Route.Handler handler) {
    return route("DELETE", path, NO_BODY, SHORT_REQUEST, COMPLIANCE, handler);
  }
}
