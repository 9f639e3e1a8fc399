package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/**
 * The routes of access requests, in the form of {@link Routes}. Below {@code
 * /api/v1/operator/access-requests/} are the only ones by which an operator comes to content.
 */
final class LockboxRoutes {

  private static final Admission APPROVERS = Admission.current(Role.GLOBAL_ADMIN, Role.APPROVER);
  private static final Admission CONCERNED =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR,
          Role.APPROVER);

  private LockboxRoutes() {}

  static List<Route<Admission, Handler>> table(LockboxApis api) {
    return Stream.of(tenant(api), operator(api), content(api)).flatMap(List::stream).toList();
  }

  private static List<Route<Admission, Handler>> tenant(LockboxApis api) {
    String requests = "/api/v1/access-requests";
    String request = requests + "/{accessRequest}";
    String rule = "/api/v1/lockbox";
    return List.of(
        get(requests, CONCERNED, api.decisions()::list),
        get(request, CONCERNED, api.decisions()::get),
        post(request + "/approve", APPROVERS, api.decisions()::approve),
        post(request + "/deny", APPROVERS, api.decisions()::deny),
        post(request + "/cancel", APPROVERS, api.decisions()::cancel),
        get(rule, CONCERNED, api.decisions()::rule),
        route("PUT", rule, MAX_JSON_BODY_BYTES, SHORT_REQUEST, ADMIN, api.decisions()::setRule));
  }

  private static List<Route<Admission, Handler>> operator(LockboxApis api) {
    String operators = "/api/v1/operator/operators";
    String requests = "/api/v1/operator/access-requests";
    String request = requests + "/{accessRequest}";
    return List.of(
        get(operators, OPERATOR, api.operators()::list),
        route(
            "DELETE",
            operators + "/{application}",
            NO_BODY,
            SHORT_REQUEST,
            OPERATOR,
            api.operators()::delete),
        post(requests, OPERATOR, api.requests()::create),
        get(requests, OPERATOR, api.requests()::list),
        get(request, OPERATOR, api.requests()::get),
        post(request + "/approve", OPERATOR, api.requests()::approve));
  }

  private static List<Route<Admission, Handler>> content(LockboxApis api) {
    String request = "/api/v1/operator/access-requests/{accessRequest}";
    return List.of(
        get(request + "/folders", OPERATOR, api.mail()::folders),
        get(request + "/messages", OPERATOR, api.mail()::list),
        content(request + "/messages/{uid}/content", api.mail()::content),
        get(request + "/documents", OPERATOR, api.files()::list),
        content(request + "/documents/content", api.files()::content));
  }

  private static Route<Admission, Handler> content(String path, Handler handler) {
    return route("GET", path, NO_BODY, LONG_REQUEST, OPERATOR, handler);
  }
}
