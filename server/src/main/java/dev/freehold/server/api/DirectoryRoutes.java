package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.READERS;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** The routes about who there is, in the form of {@link Routes}. */
final class DirectoryRoutes {

  /** A new secret of a program. A service lets programs ask for their own. */
  static final String SECRET = "/api/v1/applications/{application}/secret";

  /** Whoever has a token, the operator too, who is a member of a tenant as well. */
  private static final Admission SIGNED_IN =
      Admission.current(EnumSet.allOf(Role.class)).andPlainUsers();

  private DirectoryRoutes() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return Stream.of(
            tenants(api),
            applications(api.applications(), api.identities()),
            people(api.users(), api.identities()),
            waysIn(api.waysIn()),
            graph(api))
        .flatMap(List::stream)
        .toList();
  }

  static List<Route<Admission, Handler>> waysIn(WaysInApi api) {
    String own = "/api/v1/me/ways-in";
    String user = "/api/v1/users/{user}/ways-in";
    String application = "/api/v1/applications/{application}/ways-in";
    return List.of(
        signedIn("GET", own, NO_BODY, api::listOwn),
        signedIn("DELETE", own + "/{way}", NO_BODY, api::endOwn),
        get(user, ADMIN, api::listOfUser),
        delete(user + "/{way}", api::endOfUser),
        get(application, ADMIN, api::listOfApplication),
        delete(application + "/{way}", api::endOfApplication));
  }

  private static List<Route<Admission, Handler>> tenants(Apis api) {
    return List.of(
        post("/api/v1/tenants", OPERATOR, api.tenants()::create),
        get("/api/v1/tenants", OPERATOR, api.tenants()::list),
        signedIn("POST", SECRET, MAX_JSON_BODY_BYTES, api.applications()::rotate),
        signedIn("GET", "/api/v1/me", NO_BODY, api.me()::get),
        post("/api/v1/signing-keys", OPERATOR, api.applications()::rotateSigningKey),
        get("/api/v1/workloads", READERS, api.tenants()::workloads),
        post("/api/v1/subscriptions", ADMIN, api.subscriptions()::create));
  }

  /** Those of the programs of a tenant, but for {@link #SECRET}. */
  static List<Route<Admission, Handler>> applications(
      ApplicationsApi api, IdentitiesApi identities) {
    String all = "/api/v1/applications";
    String one = all + "/{application}";
    return List.of(
        post(all, ADMIN, api::create),
        get(all, ADMIN, api::list),
        patch(one, identities::editApplication),
        delete(one, api::delete),
        signOut(one + "/sign-out", identities::signOutApplication));
  }

  /** Those of the people of a tenant. */
  static List<Route<Admission, Handler>> people(UsersApi api, IdentitiesApi identities) {
    String user = "/api/v1/users/{user}";
    return List.of(
        signedIn("PUT", "/api/v1/me/password", MAX_JSON_BODY_BYTES, api::changeOwnPassword),
        signedIn("POST", "/api/v1/me/sign-out", NO_BODY, identities::signOutSelf),
        post("/api/v1/users", ADMIN, api::create),
        get("/api/v1/users", ADMIN, api::list),
        get(user, ADMIN, api::get),
        patch(user, identities::editUser),
        delete(user, api::delete),
        signOut(user + "/sign-out", identities::signOutUser),
        route(
            "PUT",
            user + "/password",
            MAX_JSON_BODY_BYTES,
            SHORT_REQUEST,
            ADMIN,
            api::resetPassword));
  }

  private static List<Route<Admission, Handler>> graph(Apis api) {
    String graph = "/graph/v1.0";
    return List.of(
        signedIn("GET", graph + "/users/{user}", NO_BODY, api.graph()::user),
        patch(graph + "/users/{user}", api.identities()::editAsGraph),
        post(graph + "/users/{user}/revokeSignInSessions", ADMIN, api.identities()::signOutAsGraph),
        signedIn("GET", graph + "/servicePrincipals", NO_BODY, api.graph()::servicePrincipals),
        signedIn(
            "POST", graph + "/directoryObjects/getByIds", MAX_JSON_BODY_BYTES, api.graph()::byIds));
  }

  private static Route<Admission, Handler> patch(String path, Handler handler) {
    return route("PATCH", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, ADMIN, handler);
  }

  private static Route<Admission, Handler> signOut(String path, Handler handler) {
    return route("POST", path, NO_BODY, SHORT_REQUEST, ADMIN, handler);
  }

  private static Route<Admission, Handler> delete(String path, Handler handler) {
    return route("DELETE", path, NO_BODY, SHORT_REQUEST, ADMIN, handler);
  }

  private static Route<Admission, Handler> signedIn(
      String method, String path, long maxBodyBytes, Handler handler) {
    return ApiRoute.of(method, path, maxBodyBytes, SHORT_REQUEST, SIGNED_IN, handler);
  }
}
