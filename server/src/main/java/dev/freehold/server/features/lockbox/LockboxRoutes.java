package dev.freehold.server.features.lockbox;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.mayTake;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Routes;
import dev.freehold.server.features.recovery.RecoveryApi;
import dev.freehold.server.http.Queries;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.server.http.Shape.Part;
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

  static List<Route<Admission, Handler>> table(LockboxFeature api) {
    return Stream.of(tenant(api), operator(api), content(api)).flatMap(List::stream).toList();
  }

  private static List<Route<Admission, Handler>> tenant(LockboxFeature api) {
    String requests = "/api/v1/access-requests";
    String request = requests + "/{accessRequest}";
    String rule = "/api/v1/lockbox";
    return List.of(
        get(
            "List the requests for access to the tenant's content",
            requests,
            CONCERNED,
            api.decisions()::list,
            Queries.CREATED_AFTER,
            Queries.STATE,
            gives(AccessViews.Page.class)),
        get(
            "Get a request for access",
            request,
            CONCERNED,
            api.decisions()::get,
            gives(AccessViews.One.class)),
        post(
            "Approve a request for access",
            request + "/approve",
            APPROVERS,
            api.decisions()::approve,
            mayTake(RecoveryApi.Decision.class),
            gives(AccessViews.One.class)),
        post(
            "Deny a request for access",
            request + "/deny",
            APPROVERS,
            api.decisions()::deny,
            mayTake(RecoveryApi.Decision.class),
            gives(AccessViews.One.class)),
        post(
            "Cancel a request for access",
            request + "/cancel",
            APPROVERS,
            api.decisions()::cancel,
            mayTake(RecoveryApi.Decision.class),
            gives(AccessViews.One.class)),
        get(
            "Get whether operators may ask for access",
            rule,
            CONCERNED,
            api.decisions()::rule,
            gives(AccessViews.Lockbox.class)),
        route(
            "Set whether operators may ask for access",
            "PUT",
            rule,
            MAX_JSON_BODY_BYTES,
            SHORT_REQUEST,
            ADMIN,
            api.decisions()::setRule,
            takes(AccessViews.Lockbox.class),
            gives(AccessViews.Lockbox.class)));
  }

  private static List<Route<Admission, Handler>> operator(LockboxFeature api) {
    String operators = "/api/v1/operator/operators";
    String requests = "/api/v1/operator/access-requests";
    String request = requests + "/{accessRequest}";
    return List.of(
        get(
            "List the operators",
            operators,
            OPERATOR,
            api.operators()::list,
            gives(OperatorsApi.Page.class)),
        route(
            "Delete an operator",
            "DELETE",
            operators + "/{application}",
            NO_BODY,
            SHORT_REQUEST,
            OPERATOR,
            api.operators()::delete,
            gives(204)),
        post(
            "Ask a tenant for access",
            requests,
            OPERATOR,
            api.requests()::create,
            takes(OperatorRequestsApi.Wanted.class),
            gives(201, AccessViews.One.class)),
        get(
            "List the operators' requests for access",
            requests,
            OPERATOR,
            api.requests()::list,
            Queries.STATE,
            gives(AccessViews.Page.class)),
        get(
            "Get an operator's request for access",
            request,
            OPERATOR,
            api.requests()::get,
            gives(AccessViews.One.class)),
        post(
            "Endorse another operator's request for access",
            request + "/approve",
            OPERATOR,
            api.requests()::approve,
            gives(AccessViews.One.class)));
  }

  private static List<Route<Admission, Handler>> content(LockboxFeature api) {
    String request = "/api/v1/operator/access-requests/{accessRequest}";
    return List.of(
        get(
            "List the mail folders that a request opens",
            request + "/folders",
            OPERATOR,
            api.mail()::folders,
            gives(LockboxMailApi.FolderPage.class)),
        get(
            "List the messages that a request opens",
            request + "/messages",
            OPERATOR,
            api.mail()::list,
            Queries.AFTER_NUMBER,
            Queries.FOLDER,
            Queries.MAX,
            gives(LockboxMailApi.MessagePage.class)),
        content(
            "Read a message that a request opens",
            request + "/messages/{uid}/content",
            api.mail()::content,
            Queries.FOLDER,
            gives(200, "message/rfc822"),
            gives(206, "message/rfc822")),
        get(
            "List the documents that a request opens",
            request + "/documents",
            OPERATOR,
            api.files()::list,
            Queries.AFTER,
            Queries.MAX,
            Queries.PREFIX,
            gives(LockboxFilesApi.DocumentList.class)),
        content(
            "Read a document that a request opens",
            request + "/documents/content",
            api.files()::content,
            Queries.NAME,
            gives(200, Shape.BYTES),
            gives(206, Shape.BYTES)));
  }

  private static Route<Admission, Handler> content(
      String operation, String path, Handler handler, Part... shape) {
    return route(operation, "GET", path, NO_BODY, LONG_REQUEST, OPERATOR, handler, shape);
  }
}
