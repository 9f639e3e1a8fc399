package dev.freehold.server.features.signing;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.ANYONE;
import static dev.freehold.server.features.Admissions.APPROVERS;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.purge.PurgeBackups;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.ledger.note.NoteLimits;
import dev.freehold.server.coverage.Clear;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.document.DocumentLimits;
import dev.freehold.server.document.DocumentMaker;
import dev.freehold.server.document.OperatorApprovals;
import dev.freehold.server.document.OperatorAttestations;
import dev.freehold.server.document.OperatorKeys;
import dev.freehold.server.document.PurgeDocuments;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.approvers.ApproversPassphrase;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The approval of a purge: its document, which the approver signs here or elsewhere, and the
 * statements of operators.
 */
public final class SigningFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("purge_documents")
              .sealedRow()
              .ids("id tenant_id case_id approver_id")
              .states("state")
              .names("made_by document")
              .clear(Clear.PUBLIC, "inventory_sha256 document_sha256")
              .numbers("made_at valid_until"),
          TableRule.of("signed_purge_documents")
              .ids("document_id")
              .names("signed")
              .clear(Clear.PUBLIC, "signed_sha256")
              .states("signed_where")
              .numbers("kept_at"));

  private static final Admission APPROVER = Admission.current(Role.APPROVER);
  private static final Admission CONCERNED =
      Admission.current(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR, Role.APPROVER);

  private final PurgeDocumentsApi documents;
  private final PurgeBackupsApi backups;

  /**
   * Builds the feature from these parts.
   *
   * @param cases what is approved
   * @param maker makes documents
   * @param operators whose statements count
   */
  public SigningFeature(
      Basics basics,
      Approvers approvers,
      PurgeCases cases,
      DocumentMaker maker,
      OperatorKeys operators) {
    Clock clock = basics.clock();
    PurgeDocuments made =
        new PurgeDocuments(basics.database(), basics.ledger(), approvers, cases, maker, clock);
    this.documents =
        new PurgeDocumentsApi(
            cases, made, new OperatorApprovals(cases, made, operators, basics.ledger(), clock));
    this.backups =
        new PurgeBackupsApi(
            new OperatorAttestations(
                cases,
                new PurgeBackups(basics.database(), basics.ledger(), clock),
                operators,
                basics.ledger(),
                clock));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return Stream.of(ofDocuments(), ofBackups(), ofPages()).flatMap(List::stream).toList();
  }

  /** Making a document takes the list of what is destroyed, which takes its time. */
  private List<Route<Admission, Handler>> ofDocuments() {
    String document = "/api/v1/purges/{purge}/document";
    String operator = "/api/v1/operator/purges/{purge}";
    return List.of(
        ApiRoute.of(
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
        ApiRoute.of(
            "Upload the signed document of a purge",
            "PUT",
            document + "/signed",
            DocumentLimits.MAX_SIGNED_BYTES,
            LONG_REQUEST,
            APPROVERS.freshly(),
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
            APPROVER.freshly(),
            documents::sign,
            takes(ApproversPassphrase.class),
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
        ApiRoute.of(
            "Submit an operator's approval of a purge",
            "POST",
            operator + "/approvals",
            NoteLimits.MAX_NOTE_BYTES,
            SHORT_REQUEST,
            OPERATOR.freshly(),
            documents::approve,
            takes("text/plain"),
            gives(PurgeDocumentsApi.Authorised.class)));
  }

  private List<Route<Admission, Handler>> ofBackups() {
    String path = "/api/v1/operator/purges/{purge}/backups-destroyed";
    return List.of(
        get(
            "Get the statement that an operator signs about backups",
            path,
            OPERATOR,
            backups::statement,
            PurgeBackupsApi.ON,
            gives(200, "text/plain")),
        ApiRoute.of(
            "Submit an operator's attestation that backups of a purge are destroyed",
            "POST",
            path,
            NoteLimits.MAX_NOTE_BYTES,
            SHORT_REQUEST,
            OPERATOR.freshly(),
            backups::attest,
            takes("text/plain"),
            gives(PurgeBackupsApi.Attested.class)));
  }

  /** Where approvers signed before there was a console; notifications and bookmarks name it. */
  private static List<Route<Admission, Handler>> ofPages() {
    return List.of(
        get(
            "Go to the page on which an approver signs",
            "/purge-signing",
            ANYONE,
            exchange -> {
              exchange.setHeader("Location", "/console/purges");
              exchange.reply(303);
            },
            gives(303)));
  }
}
