package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.ADMIN;
import static dev.freehold.server.api.Routes.ANYONE;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_FORM_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Role;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.server.document.DocumentLimits;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.login.PurgeSigning;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of approvers, documents and approvals, in the form of {@link Routes}. */
final class DocumentRoutes {

  private static final Admission APPROVERS = Admission.current(Role.GLOBAL_ADMIN, Role.APPROVER);
  private static final Admission APPROVER = Admission.current(Role.APPROVER);
  private static final Admission CONCERNED =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR, Role.APPROVER);

  private DocumentRoutes() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return Stream.of(approvers(api.approvers()), documents(api)).flatMap(List::stream).toList();
  }

  private static List<Route<Admission, Handler>> approvers(ApproversApi api) {
    String approver = "/api/v1/approver";
    return List.of(
        route("PUT", approver, MAX_JSON_BODY_BYTES, SHORT_REQUEST, ADMIN, api::register),
        get(approver, CONCERNED, api::get),
        post(approver + "/key", APPROVER, api::makeKey),
        post(approver + "/revoke", APPROVERS, api::revoke),
        route("DELETE", approver + "/pending", NO_BODY, SHORT_REQUEST, ADMIN, api::withdraw),
        route(
            "PUT",
            approver + "/crl",
            CustodyLimits.MAX_CRL_BYTES,
            SHORT_REQUEST,
            ADMIN,
            api::keepCrl));
  }

  /** Making a document takes the list of what is destroyed, which takes its time. */
  private static List<Route<Admission, Handler>> documents(Apis api) {
    PurgeDocumentsApi documents = api.purgeDocuments();
    String document = "/api/v1/purges/{purge}/document";
    String operator = "/api/v1/operator/purges/{purge}";
    return List.of(
        route("POST", document, MAX_JSON_BODY_BYTES, LONG_REQUEST, ADMIN, documents::make),
        get(document, CONCERNED, documents::get),
        get(document + "/facts", CONCERNED, documents::facts),
        route(
            "PUT",
            document + "/signed",
            DocumentLimits.MAX_SIGNED_BYTES,
            LONG_REQUEST,
            APPROVERS,
            documents::upload),
        get(document + "/signed", CONCERNED, documents::signed),
        get("/api/v1/purges/{purge}/approvals", CONCERNED, documents::approvals),
        post(document + "/sign", APPROVER, documents::sign),
        get(operator + "/statement", OPERATOR, documents::statement),
        get(operator + "/document/signed", OPERATOR, documents::signedForOperator),
        route(
            "POST",
            operator + "/approvals",
            NoteLimits.MAX_NOTE_BYTES,
            SHORT_REQUEST,
            OPERATOR,
            documents::approve));
  }

  /** The pages on which an approver signs in and signs. */
  static List<Route<Admission, Handler>> pages(PurgeSigningApi api) {
    return List.of(
        get(PurgeSigning.PATH, ANYONE, api::begin),
        route("POST", PurgeSigning.PATH, MAX_FORM_BODY_BYTES, SHORT_REQUEST, ANYONE, api::submit));
  }
}
