package dev.freehold.server.features.lockbox;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.APPROVERS;
import static dev.freehold.server.features.Admissions.CONCERNED;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.NO_BODY;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.mayTake;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.lockbox.Lockbox;
import dev.freehold.custody.lockbox.LockboxWatch;
import dev.freehold.custody.lockbox.TenantDecisions;
import dev.freehold.custody.operators.Operators;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.sites.Sites;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.features.recovery.RecoveryDecision;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.server.http.Shape;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lockbox: an operator's access to content, if the tenant approves. The routes below {@code
 * /api/v1/operator/access-requests/} are the only ones by which an operator can read content.
 */
public final class LockboxFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("access_requests")
              .sealedRow()
              .numbers("seal_version")
              .ids("id request_number tenant_id owner_id")
              .states("service state")
              .names("owner_name folder name_prefix support_case reason decision_comment")
              .names("requested_by requested_by_name endorsed_by endorsed_by_name decided_by")
              .numbers("first_uid last_uid duration_minutes requested_at endorsed_at decided_at")
              .numbers("expires_at access_until ended_at seen_at"),
          TableRule.of("lockbox_settings")
              .sealedRow()
              .ids("tenant_id")
              .states("takes_requests")
              .names("changed_by")
              .numbers("changed_at"),
          TableRule.of("operators")
              .sealedRow()
              .ids("client_id object_id")
              .states("origin")
              .numbers("named_at ended_at"));

  private static final QueryParameter NAME =
      QueryParameter.text("name", "the name of the document");

  private static final QueryParameter PREFIX =
      QueryParameter.text("prefix", "the beginning of the names; within the request's scope");

  private static final QueryParameter CREATED_AFTER =
      QueryParameter.of(
          "createdAfter", QueryParameter.Kind.MOMENT, "leaves out what was made before this time");

  private final Lockbox lockbox;
  private final AccessRequestsApi decisions;
  private final OperatorRequestsApi requests;
  private final OperatorsApi operators;
  private final LockboxMailApi mail;
  private final LockboxFilesApi files;

  /**
   * Reads mail under an approved request.
   *
   * @param mailboxes the mailboxes
   */
  public record Mail(Mailboxes mailboxes, Folders folders, Messages messages) {}

  /**
   * Reads files under an approved request.
   *
   * @param sites the sites
   */
  public record Files(Sites sites, Documents documents) {}

  /**
   * Builds the feature from these parts.
   *
   * @param actors what people are called
   */
  public LockboxFeature(
      Basics basics,
      Tenants tenants,
      ActorDirectory actors,
      Operators operators,
      Mail mail,
      Files files) {
    this.lockbox =
        Lockbox.of(
            basics.database(),
            basics.ledger(),
            Operators::requireNamed,
            basics.clock(),
            System::nanoTime,
            basics.crypto().random(),
            basics.meters());
    Identities identities = actors.identities();
    Parties parties = new Parties(identities);
    ScopeOwners owners = new ScopeOwners(mail.mailboxes(), files.sites());
    LockboxAccess access = new LockboxAccess(lockbox.grants(), identities.standings(), parties);
    this.decisions = new AccessRequestsApi(lockbox.decisions(), owners, parties, actors);
    this.requests = new OperatorRequestsApi(lockbox.requests(), tenants, parties);
    this.operators = new OperatorsApi(operators);
    this.mail = new LockboxMailApi(access, owners, mail.folders(), mail.messages());
    this.files = new LockboxFilesApi(access, owners, files.documents());
  }

  /** What tenants have decided, with their comments. */
  public TenantDecisions decisions() {
    return lockbox.decisions();
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return Stream.of(ofTenant(), ofOperator(), content()).flatMap(List::stream).toList();
  }

  private List<Route<Admission, Handler>> ofTenant() {
    String all = "/api/v1/access-requests";
    String request = all + "/{accessRequest}";
    String rule = "/api/v1/lockbox";
    return List.of(
        get(
            "List the requests for access to the tenant's content",
            all,
            CONCERNED,
            decisions::list,
            CREATED_AFTER,
            Queries.STATE,
            gives(AccessViews.Page.class)),
        get(
            "Get a request for access",
            request,
            CONCERNED,
            decisions::get,
            gives(AccessViews.One.class)),
        post(
            "Approve a request for access",
            request + "/approve",
            APPROVERS.freshly(),
            decisions::approve,
            mayTake(RecoveryDecision.class),
            gives(AccessViews.One.class)),
        post(
            "Deny a request for access",
            request + "/deny",
            APPROVERS,
            decisions::deny,
            mayTake(RecoveryDecision.class),
            gives(AccessViews.One.class)),
        post(
            "Cancel a request for access",
            request + "/cancel",
            APPROVERS,
            decisions::cancel,
            mayTake(RecoveryDecision.class),
            gives(AccessViews.One.class)),
        get(
            "Get whether operators may ask for access",
            rule,
            CONCERNED,
            decisions::rule,
            gives(AccessViews.Lockbox.class)),
        put(
            "Set whether operators may ask for access",
            rule,
            ADMIN.freshly(),
            decisions::setRule,
            takes(AccessViews.Lockbox.class),
            gives(AccessViews.Lockbox.class)));
  }

  private List<Route<Admission, Handler>> ofOperator() {
    String named = "/api/v1/operator/operators";
    String all = "/api/v1/operator/access-requests";
    String request = all + "/{accessRequest}";
    return List.of(
        get("List the operators", named, OPERATOR, operators::list, gives(OperatorsApi.Page.class)),
        delete(
            "Delete an operator",
            named + "/{application}",
            OPERATOR.freshly(),
            operators::delete,
            gives(204)),
        post(
            "Ask a tenant for access",
            all,
            OPERATOR,
            requests::create,
            takes(OperatorRequestsApi.Wanted.class),
            gives(201, AccessViews.One.class)),
        get(
            "List the operators' requests for access",
            all,
            OPERATOR,
            requests::list,
            Queries.STATE,
            gives(AccessViews.Page.class)),
        get(
            "Get an operator's request for access",
            request,
            OPERATOR,
            requests::get,
            gives(AccessViews.One.class)),
        post(
            "Endorse another operator's request for access",
            request + "/approve",
            OPERATOR.freshly(),
            requests::approve,
            gives(AccessViews.One.class)));
  }

  private List<Route<Admission, Handler>> content() {
    String request = "/api/v1/operator/access-requests/{accessRequest}";
    return List.of(
        get(
            "List the mail folders that a request opens",
            request + "/folders",
            OPERATOR,
            mail::folders,
            gives(LockboxMailApi.FolderPage.class)),
        get(
            "List the messages that a request opens",
            request + "/messages",
            OPERATOR,
            mail::list,
            Queries.AFTER_NUMBER,
            Queries.FOLDER,
            Queries.MAX,
            gives(LockboxMailApi.MessagePage.class)),
        read(
            "Read a message that a request opens",
            request + "/messages/{uid}/content",
            mail::content,
            Queries.FOLDER,
            gives(200, "message/rfc822"),
            gives(206, "message/rfc822")),
        get(
            "List the documents that a request opens",
            request + "/documents",
            OPERATOR,
            files::list,
            Queries.AFTER,
            Queries.MAX,
            PREFIX,
            gives(LockboxFilesApi.DocumentList.class)),
        read(
            "Read a document that a request opens",
            request + "/documents/content",
            files::content,
            NAME,
            gives(200, Shape.BYTES),
            gives(206, Shape.BYTES)));
  }

  private static Route<Admission, Handler> read(
      String operation, String path, Handler handler, Part... shape) {
    return ApiRoute.of(operation, "GET", path, NO_BODY, LONG_REQUEST, OPERATOR, handler, shape);
  }

  /** Looks after the operators' requests to tenants. */
  @Override
  public void start(Closer closer) {
    closer.add(new Recurring("lockbox-watch", LockboxWatch.EVERY, lockbox.watch()::run));
  }
}
