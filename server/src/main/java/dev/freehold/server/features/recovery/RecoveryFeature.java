package dev.freehold.server.features.recovery;

import static dev.freehold.server.features.Admissions.ADMINISTRATORS;
import static dev.freehold.server.features.Admissions.APPROVERS;
import static dev.freehold.server.features.Admissions.CONCERNED;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.mayTake;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.web.http.Route;
import java.util.List;

/** Recovery from the loss of both roots of a policy; it takes three people. */
public final class RecoveryFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("recovery_requests")
              .sealedRow()
              .numbers("seal_version")
              .ids("id tenant_id policy_id job_id")
              .names("reason requested_by approved_by opened_by denied_by decision_comment")
              .states("state")
              .numbers("requested_at approved_at opened_at denied_at"));

  private static final Admission MOVERS =
      Admission.current(Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.COMPLIANCE_ADMIN);

  private final RecoveryApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param actors what people are called
   */
  public RecoveryFeature(
      Basics basics, Recovery recovery, Policies policies, ActorDirectory actors) {
    this.api = new RecoveryApi(recovery, policies, actors, basics.clock());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String requests = "/api/v1/recovery-requests";
    String request = requests + "/{request}";
    return List.of(
        post(
            "Ask for a recovery",
            requests,
            ADMINISTRATORS,
            api::request,
            takes(RecoveryApi.Wanted.class),
            gives(201, RecoveryViews.View.class)),
        get(
            "List the recovery requests",
            requests,
            CONCERNED,
            api::list,
            Queries.STATE,
            gives(RecoveryViews.Page.class)),
        get(
            "Get a recovery request",
            request,
            CONCERNED,
            api::get,
            gives(RecoveryViews.View.class)),
        post(
            "Approve a recovery request",
            request + "/approve",
            APPROVERS.freshly(),
            api::approve,
            mayTake(RecoveryDecision.class),
            gives(RecoveryViews.View.class)),
        post(
            "Deny a recovery request",
            request + "/deny",
            APPROVERS,
            api::deny,
            mayTake(RecoveryDecision.class),
            gives(RecoveryViews.View.class)),
        post(
            "Cancel a recovery request",
            request + "/cancel",
            ADMINISTRATORS,
            api::cancel,
            gives(RecoveryViews.View.class)),
        post(
            "Move what was recovered to another policy",
            request + "/move",
            MOVERS,
            api::move,
            takes(RecoveryApi.Target.class),
            gives(202, JobView.class)),
        get(
            "List the recovery requests that were approved",
            "/api/v1/operator/recovery-requests",
            OPERATOR,
            api::approved,
            gives(RecoveryViews.Page.class)),
        post(
            "Open a recovery that was approved",
            "/api/v1/operator/recovery-requests/{request}/open",
            OPERATOR.freshly(),
            api::open,
            gives(RecoveryViews.View.class)));
  }
}
