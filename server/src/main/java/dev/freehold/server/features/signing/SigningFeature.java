package dev.freehold.server.features.signing;

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
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.features.approvers.ApproversApi;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Role;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.server.document.DocumentLimits;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.server.login.PurgeSigning;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of approvers, documents and approvals, in the form of {@link Routes}. */
final class SigningFeature {

  private static final Admission APPROVERS = Admission.current(Role.GLOBAL_ADMIN, Role.APPROVER);
  private static final Admission APPROVER = Admission.current(Role.APPROVER);
  private static final Admission CONCERNED =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR, Role.APPROVER);

  private SigningFeature() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return Stream.of(approvers(api.approvers()), documents(api)).flatMap(List::stream).toList();
  }

  private static List<Route<Admission, Handler>> approvers(ApproversApi api) {
    String approver = "/api/v1/approver";
    return List.of(
        route(
            "Register the approver",
            "PUT",
            approver,
            MAX_JSON_BODY_BYTES,
            SHORT_REQUEST,
            ADMIN,
            api::register,
            takes(ApproversApi.Wanted.class),
            gives(ApproversApi.Standing.class)),
        get("Get the approver", approver, CONCERNED, api::get, gives(ApproversApi.Standing.class)),
        post(
            "Make the approver's key",
            approver + "/key",
            APPROVER,
            api::makeKey,
            takes(ApproversApi.Passphrase.class),
            gives(201, ApproversApi.View.class)),
        post(
            "Revoke the approver",
            approver + "/revoke",
            APPROVERS,
            api::revoke,
            gives(ApproversApi.Standing.class)),
        route(
            "Withdraw an approver who is not registered yet",
            "DELETE",
            approver + "/pending",
            NO_BODY,
            SHORT_REQUEST,
            ADMIN,
            api::withdraw,
            gives(204)),
        route(
            "Keep a list of revoked certificates",
            "PUT",
            approver + "/crl",
            CustodyLimits.MAX_CRL_BYTES,
            SHORT_REQUEST,
            ADMIN,
            api::keepCrl,
            takes(Shape.BYTES),
            gives(ApproversApi.Standing.class)));
  }

  /** Making a document takes the list of what is destroyed, which takes its time. */
  private static List<Route<Admission, Handler>> documents(Apis api) {
    PurgeDocumentsApi documents = api.purgeDocuments();
    String document = "/api/v1/purges/{purge}/document";
    String operator = "/api/v1/operator/purges/{purge}";
    return List.of(
        route(
            "Make the document of a purge",
            "POST",
            document,
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            ADMIN,
            documents::make,
            gives(PurgeDocumentsApi.View.class)),
        get(
            "Get the document of a purge",
            document,
            CONCERNED,
            documents::get,
            gives(200, "application/pdf")),
        get(
            "Get the facts of a purge's document",
            document + "/facts",
            CONCERNED,
            documents::facts,
            gives(PurgeDocumentsApi.View.class)),
        route(
            "Upload the signed document of a purge",
            "PUT",
            document + "/signed",
            DocumentLimits.MAX_SIGNED_BYTES,
            LONG_REQUEST,
            APPROVERS,
            documents::upload,
            takes("application/pdf"),
            gives(PurgeDocumentsApi.Authorised.class)),
        get(
            "Get the signed document of a purge",
            document + "/signed",
            CONCERNED,
            documents::signed,
            gives(200, "application/pdf")),
        get(
            "Get the approvals of a purge",
            "/api/v1/purges/{purge}/approvals",
            CONCERNED,
            documents::approvals,
            gives(200, "text/plain")),
        post(
            "Sign the document of a purge",
            document + "/sign",
            APPROVER,
            documents::sign,
            takes(ApproversApi.Passphrase.class),
            gives(PurgeDocumentsApi.Authorised.class)),
        get(
            "Get the statement that an operator signs",
            operator + "/statement",
            OPERATOR,
            documents::statement,
            gives(200, "text/plain")),
        get(
            "Get the signed document of any tenant's purge",
            operator + "/document/signed",
            OPERATOR,
            documents::signedForOperator,
            gives(200, "application/pdf")),
        route(
            "Submit an operator's approval of a purge",
            "POST",
            operator + "/approvals",
            NoteLimits.MAX_NOTE_BYTES,
            SHORT_REQUEST,
            OPERATOR,
            documents::approve,
            takes("text/plain"),
            gives(PurgeDocumentsApi.Authorised.class)));
  }

  /** The pages on which an approver signs in and signs. */
  static List<Route<Admission, Handler>> pages(PurgeSigningApi api) {
    return List.of(
        get(
            "Show the pages on which an approver signs",
            PurgeSigning.PATH,
            ANYONE,
            api::begin,
            gives(200, "text/html")),
        route(
            "Submit a page on which an approver signs",
            "POST",
            PurgeSigning.PATH,
            MAX_FORM_BODY_BYTES,
            SHORT_REQUEST,
            ANYONE,
            api::submit,
            takes(FormBody.MEDIA_TYPE),
            gives(200, "text/html"),
            gives(200, "application/pdf"),
            gives(400, "text/html"),
            gives(403, "text/html"),
            gives(429, "text/html")));
  }
}
