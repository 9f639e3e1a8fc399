package dev.freehold.server.features.directory;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.ANYONE;
import static dev.freehold.server.features.Admissions.SIGNED_IN;
import static dev.freehold.server.http.ApiRoute.NO_BODY;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.patch;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/**
 * The routes about who there is, at the REST API of a service and at the login host of vaults that
 * run alone.
 */
record DirectoryRoutes(
    ApplicationsApi applications, UsersApi people, IdentitiesApi identities, WaysInApi ways) {

  /**
   * All that both have.
   *
   * @param rotators who may ask for a new secret of an application; a service lets programs ask for
   *     their own
   * @param signers who may change the key that signs tokens
   */
  List<Route<Admission, Handler>> table(Admission rotators, Admission signers) {
    return Stream.of(keys(rotators, signers), programs(), persons(), waysIn())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route<Admission, Handler>> keys(Admission rotators, Admission signers) {
    return List.of(
        post(
            "Replace a password that has to be changed",
            "/api/v1/password",
            ANYONE,
            people::replacePassword,
            takes(People.Replacement.class),
            gives(204)),
        post(
            "Rotate the secret of an application",
            "/api/v1/applications/{application}/secret",
            rotators.freshly(),
            applications::rotate,
            takes(Applications.Rotation.class),
            gives(201, Applications.Secret.class)),
        post(
            "Rotate the key that signs tokens",
            "/api/v1/signing-keys",
            signers,
            applications::rotateSigningKey,
            gives(201, ApplicationsApi.SigningKey.class)));
  }

  private List<Route<Admission, Handler>> programs() {
    String all = "/api/v1/applications";
    String one = all + "/{application}";
    return List.of(
        post(
            "Make an application",
            all,
            ADMIN.freshly(),
            applications::create,
            takes(Applications.Wanted.class),
            gives(201, Applications.Secret.class)),
        get(
            "List the applications",
            all,
            ADMIN,
            applications::list,
            Queries.AFTER_ID,
            gives(Applications.Page.class)),
        get("Get an application", one, ADMIN, applications::get, gives(Applications.View.class)),
        patch(
            "Edit an application",
            one,
            ADMIN.freshly(),
            identities::editApplication,
            takes(IdentityEdits.Wanted.class),
            gives(IdentityEdits.View.class)),
        delete("Delete an application", one, ADMIN.freshly(), applications::delete, gives(204)),
        signOut(
            "Sign an application out",
            one + "/sign-out",
            ADMIN,
            identities::signOutApplication,
            gives(204)));
  }

  private List<Route<Admission, Handler>> persons() {
    String user = "/api/v1/users/{user}";
    return List.of(
        put(
            "Change one's own password",
            "/api/v1/me/password",
            SIGNED_IN,
            people::changeOwnPassword,
            takes(People.Change.class),
            gives(204)),
        signOut(
            "Sign oneself out everywhere",
            "/api/v1/me/sign-out",
            SIGNED_IN,
            identities::signOutSelf,
            gives(204)),
        post(
            "Make a user",
            "/api/v1/users",
            ADMIN.freshly(),
            people::create,
            takes(People.Wanted.class),
            gives(201, People.Made.class)),
        get(
            "List the users",
            "/api/v1/users",
            ADMIN,
            people::list,
            Queries.AFTER,
            Queries.MAX,
            gives(People.Page.class)),
        get("Get a user", user, ADMIN, people::get, gives(People.View.class)),
        patch(
            "Edit a user",
            user,
            ADMIN.freshly(),
            identities::editUser,
            takes(IdentityEdits.Wanted.class),
            gives(IdentityEdits.View.class)),
        delete("Delete a user", user, ADMIN.freshly(), people::delete, gives(204)),
        signOut("Sign a user out", user + "/sign-out", ADMIN, identities::signOutUser, gives(204)),
        put(
            "Reset the password of a user",
            user + "/password",
            ADMIN.freshly(),
            people::resetPassword,
            takes(People.Reset.class),
            gives(People.NewPassword.class)));
  }

  private List<Route<Admission, Handler>> waysIn() {
    String own = "/api/v1/me/ways-in";
    String user = "/api/v1/users/{user}/ways-in";
    String application = "/api/v1/applications/{application}/ways-in";
    return List.of(
        get("List one's own ways in", own, SIGNED_IN, ways::listOwn, gives(WayDesk.Page.class)),
        delete("End one of one's own ways in", own + "/{way}", SIGNED_IN, ways::endOwn, gives(204)),
        get("List the ways in of a user", user, ADMIN, ways::listOfUser, gives(WayDesk.Page.class)),
        delete(
            "End a way in of a user",
            user + "/{way}",
            ADMIN.freshly(),
            ways::endOfUser,
            gives(204)),
        get(
            "List the ways in of an application",
            application,
            ADMIN,
            ways::listOfApplication,
            gives(WayDesk.Page.class)),
        delete(
            "End a way in of an application",
            application + "/{way}",
            ADMIN,
            ways::endOfApplication,
            gives(204)));
  }

  private static Route<Admission, Handler> signOut(
      String operation, String path, Admission admission, Handler handler, Part... shape) {
    return ApiRoute.of(operation, "POST", path, NO_BODY, SHORT_REQUEST, admission, handler, shape);
  }
}
