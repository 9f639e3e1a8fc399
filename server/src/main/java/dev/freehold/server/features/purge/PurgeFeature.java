package dev.freehold.server.features.purge;

import static dev.freehold.server.features.policies.PoliciesFeature.ADMINISTRATORS;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.OPERATOR;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.mayTake;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.features.assignments.MoveApprovalsApi;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.features.policies.PoliciesFeature;
import dev.freehold.server.features.recovery.RecoveryApi;
import dev.freehold.server.http.Queries;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/**
 * The routes of what several persons decide on, in the form of {@link Routes}: purges, recoveries
 * and moves.
 */
final class PurgeFeature {

  private static final Admission CONCERNED =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR,
          Role.APPROVER);

  private static final Admission VAULT_ADMINS = Admission.current(Role.VAULT_ADMIN);

  /** Vault administrators see what they are asked to agree to. */
  private static final Admission PURGE_READERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.AUDITOR,
          Role.APPROVER,
          Role.VAULT_ADMIN);

  private static final Admission MOVERS =
      Admission.current(Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.COMPLIANCE_ADMIN);

  private static final Admission DECIDERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.APPROVER);

  private static final Admission APPROVERS = Admission.current(Role.GLOBAL_ADMIN, Role.APPROVER);

  private PurgeFeature() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return Stream.of(purges(api), recovery(api), moveApprovals(api)).flatMap(List::stream).toList();
  }

  /** What a list of a million mailboxes takes to be written is not short. */
  private static List<Route<Admission, Handler>> purges(Apis api) {
    String purge = "/api/v1/purges/{purge}";
    String forOperator = "/api/v1/operator/purges";
    return List.of(
        get(
            "List the purges",
            "/api/v1/purges",
            PURGE_READERS,
            api.purges()::list,
            gives(PurgeViews.Page.class)),
        get("Get a purge", purge, PURGE_READERS, api.purges()::get, gives(PurgeViews.One.class)),
        post(
            "Consent to a purge at one's vaults",
            purge + "/consents",
            VAULT_ADMINS,
            api.purges()::consent,
            takes(PurgesApi.Agreed.class),
            gives(PurgeViews.One.class)),
        route(
            "Read the list of what a purge destroys",
            "GET",
            purge + "/inventory",
            NO_BODY,
            LONG_REQUEST,
            CONCERNED,
            api.purges()::inventory,
            gives(200, "application/jsonl")),
        get(
            "Get the receipt of a purge",
            purge + "/receipt",
            CONCERNED,
            api.purges()::receipt,
            Queries.PERSONAL,
            gives(200, Shape.JSON)),
        get(
            "List the purges of all tenants that are under way",
            forOperator,
            OPERATOR,
            api.purges()::open,
            gives(PurgeViews.OperatorPage.class)),
        get(
            "Get a purge of any tenant",
            forOperator + "/{purge}",
            OPERATOR,
            api.purges()::find,
            gives(PurgeViews.ForOperator.class)),
        post(
            "Have a purge that failed go on",
            forOperator + "/{purge}/resume",
            OPERATOR,
            api.purges()::resume,
            gives(JobView.class)));
  }

  private static List<Route<Admission, Handler>> recovery(Apis api) {
    String requests = "/api/v1/recovery-requests";
    String request = requests + "/{request}";
    return List.of(
        post(
            "Ask for a recovery",
            requests,
            ADMINISTRATORS,
            api.recovery()::request,
            takes(RecoveryApi.Wanted.class),
            gives(201, RecoveryApi.View.class)),
        get(
            "List the recovery requests",
            requests,
            CONCERNED,
            api.recovery()::list,
            Queries.STATE,
            gives(RecoveryApi.Page.class)),
        get(
            "Get a recovery request",
            request,
            CONCERNED,
            api.recovery()::get,
            gives(RecoveryApi.View.class)),
        post(
            "Approve a recovery request",
            request + "/approve",
            APPROVERS,
            api.recovery()::approve,
            mayTake(RecoveryApi.Decision.class),
            gives(RecoveryApi.View.class)),
        post(
            "Deny a recovery request",
            request + "/deny",
            APPROVERS,
            api.recovery()::deny,
            mayTake(RecoveryApi.Decision.class),
            gives(RecoveryApi.View.class)),
        post(
            "Cancel a recovery request",
            request + "/cancel",
            ADMINISTRATORS,
            api.recovery()::cancel,
            gives(RecoveryApi.View.class)),
        post(
            "Move what was recovered to another policy",
            request + "/move",
            MOVERS,
            api.recovery()::move,
            takes(RecoveryApi.Target.class),
            gives(202, JobView.class)),
        get(
            "List the recovery requests that were approved",
            "/api/v1/operator/recovery-requests",
            OPERATOR,
            api.recovery()::approved,
            gives(RecoveryApi.Page.class)),
        post(
            "Open a recovery that was approved",
            "/api/v1/operator/recovery-requests/{request}/open",
            OPERATOR,
            api.recovery()::open,
            gives(RecoveryApi.View.class)));
  }

  private static List<Route<Admission, Handler>> moveApprovals(Apis api) {
    String approvals = "/api/v1/move-approvals";
    String approval = approvals + "/{job}";
    return List.of(
        get(
            "List the moves that wait for approval",
            approvals,
            CONCERNED,
            api.moveApprovals()::list,
            gives(MoveApprovalsApi.Page.class)),
        get(
            "Get a move that waits for approval",
            approval,
            CONCERNED,
            api.moveApprovals()::get,
            gives(MoveApprovalsApi.View.class)),
        post(
            "Approve a move",
            approval + "/approve",
            DECIDERS,
            api.moveApprovals()::approve,
            mayTake(RecoveryApi.Decision.class),
            gives(MoveApprovalsApi.View.class)),
        post(
            "Deny a move",
            approval + "/deny",
            DECIDERS,
            api.moveApprovals()::deny,
            mayTake(RecoveryApi.Decision.class),
            gives(MoveApprovalsApi.View.class)),
        post(
            "Cancel a move that waits for approval",
            approval + "/cancel",
            ADMINISTRATORS,
            api.moveApprovals()::cancel,
            gives(MoveApprovalsApi.View.class)));
  }
}
