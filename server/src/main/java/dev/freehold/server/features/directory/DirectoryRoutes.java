package dev.freehold.server.features.directory;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.READERS;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.features.tenants.SubscriptionsApi;
import dev.freehold.server.features.tenants.TenantsApi;
import dev.freehold.server.http.Queries;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape.Part;
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
        signedIn(
            "List one's own ways in", "GET", own, NO_BODY, api::listOwn, gives(WayDesk.Page.class)),
        signedIn(
            "End one of one's own ways in",
            "DELETE",
            own + "/{way}",
            NO_BODY,
            api::endOwn,
            gives(204)),
        get("List the ways in of a user", user, ADMIN, api::listOfUser, gives(WayDesk.Page.class)),
        delete("End a way in of a user", user + "/{way}", api::endOfUser, gives(204)),
        get(
            "List the ways in of an application",
            application,
            ADMIN,
            api::listOfApplication,
            gives(WayDesk.Page.class)),
        delete(
            "End a way in of an application",
            application + "/{way}",
            api::endOfApplication,
            gives(204)));
  }

  private static List<Route<Admission, Handler>> tenants(Apis api) {
    return List.of(
        post(
            "Make a tenant",
            "/api/v1/tenants",
            OPERATOR,
            api.tenants()::create,
            takes(TenantsApi.NewTenant.class),
            gives(201, TenantsApi.CreatedTenant.class)),
        get(
            "List the tenants",
            "/api/v1/tenants",
            OPERATOR,
            api.tenants()::list,
            Queries.AFTER,
            gives(TenantsApi.TenantPage.class)),
        signedIn(
            "Rotate the secret of an application",
            "POST",
            SECRET,
            MAX_JSON_BODY_BYTES,
            api.applications()::rotate,
            takes(Applications.Rotation.class),
            gives(201, Applications.Secret.class)),
        signedIn(
            "Get who one is", "GET", "/api/v1/me", NO_BODY, api.me()::get, gives(MeApi.Me.class)),
        post(
            "Rotate the key that signs tokens",
            "/api/v1/signing-keys",
            OPERATOR,
            api.applications()::rotateSigningKey,
            gives(201, ApplicationsApi.SigningKey.class)),
        get(
            "List the workloads",
            "/api/v1/workloads",
            READERS,
            api.tenants()::workloads,
            gives(TenantsApi.WorkloadPage.class)),
        post(
            "Make a subscription",
            "/api/v1/subscriptions",
            ADMIN,
            api.subscriptions()::create,
            takes(SubscriptionsApi.NewSubscription.class),
            gives(201, SubscriptionsApi.SubscriptionView.class)));
  }

  /** Those of the programs of a tenant, but for {@link #SECRET}. */
  static List<Route<Admission, Handler>> applications(
      ApplicationsApi api, IdentitiesApi identities) {
    String all = "/api/v1/applications";
    String one = all + "/{application}";
    return List.of(
        post(
            "Make an application",
            all,
            ADMIN,
            api::create,
            takes(Applications.Wanted.class),
            gives(201, Applications.Secret.class)),
        get(
            "List the applications",
            all,
            ADMIN,
            api::list,
            Queries.AFTER_ID,
            gives(Applications.Page.class)),
        patch(
            "Edit an application",
            one,
            identities::editApplication,
            takes(IdentityEdits.Wanted.class),
            gives(IdentityEdits.View.class)),
        delete("Delete an application", one, api::delete, gives(204)),
        signOut(
            "Sign an application out",
            one + "/sign-out",
            identities::signOutApplication,
            gives(204)));
  }

  /** Those of the people of a tenant. */
  static List<Route<Admission, Handler>> people(UsersApi api, IdentitiesApi identities) {
    String user = "/api/v1/users/{user}";
    return List.of(
        signedIn(
            "Change one's own password",
            "PUT",
            "/api/v1/me/password",
            MAX_JSON_BODY_BYTES,
            api::changeOwnPassword,
            takes(People.Change.class),
            gives(204)),
        signedIn(
            "Sign oneself out everywhere",
            "POST",
            "/api/v1/me/sign-out",
            NO_BODY,
            identities::signOutSelf,
            gives(204)),
        post(
            "Make a user",
            "/api/v1/users",
            ADMIN,
            api::create,
            takes(People.Wanted.class),
            gives(201, People.Made.class)),
        get(
            "List the users",
            "/api/v1/users",
            ADMIN,
            api::list,
            Queries.AFTER,
            Queries.MAX,
            gives(People.Page.class)),
        get("Get a user", user, ADMIN, api::get, gives(People.View.class)),
        patch(
            "Edit a user",
            user,
            identities::editUser,
            takes(IdentityEdits.Wanted.class),
            gives(IdentityEdits.View.class)),
        delete("Delete a user", user, api::delete, gives(204)),
        signOut("Sign a user out", user + "/sign-out", identities::signOutUser, gives(204)),
        route(
            "Reset the password of a user",
            "PUT",
            user + "/password",
            MAX_JSON_BODY_BYTES,
            SHORT_REQUEST,
            ADMIN,
            api::resetPassword,
            takes(People.Reset.class),
            gives(People.NewPassword.class)));
  }

  private static List<Route<Admission, Handler>> graph(Apis api) {
    String graph = "/graph/v1.0";
    return List.of(
        signedIn(
            "Get a user as Graph does",
            "GET",
            graph + "/users/{user}",
            NO_BODY,
            api.graph()::user,
            gives(Graph.Person.class),
            gives(404, GraphApi.Refusal.class)),
        patch(
            "Enable or disable a user as Graph does",
            graph + "/users/{user}",
            api.identities()::editAsGraph,
            takes(IdentitiesApi.Account.class),
            gives(204)),
        post(
            "Sign a user out as Graph does",
            graph + "/users/{user}/revokeSignInSessions",
            ADMIN,
            api.identities()::signOutAsGraph,
            gives(IdentitiesApi.Done.class)),
        signedIn(
            "Find applications as Graph does",
            "GET",
            graph + "/servicePrincipals",
            NO_BODY,
            api.graph()::servicePrincipals,
            Queries.FILTER,
            gives(GraphApi.Values.class),
            gives(400, GraphApi.Refusal.class)),
        signedIn(
            "Get objects by ids as Graph does",
            "POST",
            graph + "/directoryObjects/getByIds",
            MAX_JSON_BODY_BYTES,
            api.graph()::byIds,
            takes(GraphApi.Wanted.class),
            gives(GraphApi.Values.class),
            gives(400, GraphApi.Refusal.class)));
  }

  private static Route<Admission, Handler> patch(
      String operation, String path, Handler handler, Part... shape) {
    return route(
        operation, "PATCH", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, ADMIN, handler, shape);
  }

  private static Route<Admission, Handler> signOut(
      String operation, String path, Handler handler, Part... shape) {
    return route(operation, "POST", path, NO_BODY, SHORT_REQUEST, ADMIN, handler, shape);
  }

  private static Route<Admission, Handler> delete(
      String operation, String path, Handler handler, Part... shape) {
    return route(operation, "DELETE", path, NO_BODY, SHORT_REQUEST, ADMIN, handler, shape);
  }

  private static Route<Admission, Handler> signedIn(
      String operation,
      String method,
      String path,
      long maxBodyBytes,
      Handler handler,
      Part... shape) {
    return ApiRoute.of(
        operation, method, path, maxBodyBytes, SHORT_REQUEST, SIGNED_IN, handler, shape);
  }
}
