package dev.freehold.server.features.assignments;

import static dev.freehold.server.features.Admissions.ADMINISTRATORS;
import static dev.freehold.server.features.Admissions.COMPLIANCE;
import static dev.freehold.server.features.Admissions.CONCERNED;
import static dev.freehold.server.features.Admissions.EXCHANGE;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.HttpLimits.MAX_NAMES_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.mayTake;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.identity.OlderIdentity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.moves.MoveRestart;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.orders.MoveApprovals;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.reseal.Leftovers;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.features.recovery.RecoveryDecision;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Assignments of policies to mailboxes, the jobs that carry them out, and the second person's
 * approval of those that would leave locked policies.
 */
public final class AssignmentsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("move_owners").ids("job_id owner_id"),
          TableRule.of("kept_back_moves")
              .ids("job_id policy_id target_policy_id")
              .numbers("shard since"),
          TableRule.of("move_approvals")
              .ids("job_id tenant_id target_policy_id")
              .hashed("SHA-256", "order_digest")
              .sealedRow()
              .names("approved_by decision_comment")
              .numbers("approved_at"));

  private static final Admission DECIDERS =
      Admission.current(
          Role.GLOBAL_ADMIN,
          Role.EXCHANGE_ADMIN,
          Role.SHAREPOINT_ADMIN,
          Role.COMPLIANCE_ADMIN,
          Role.APPROVER);

  private static final Duration LEFTOVERS = Duration.ofMinutes(10);

  private final Basics basics;
  private final Jobs jobs;
  private final AssignmentsApi assignments;
  private final MoveApprovalsApi approvals;

  /**
   * Builds the feature from these parts.
   *
   * @param actors what people are called
   */
  public AssignmentsFeature(
      Basics basics,
      Policies policies,
      Assignments assignments,
      Moves moves,
      Jobs jobs,
      Mailboxes mailboxes,
      ActorDirectory actors) {
    this.basics = basics;
    this.jobs = jobs;
    this.assignments =
        new AssignmentsApi(
            basics.database(),
            policies,
            assignments,
            moves,
            new MoveRestart(basics.database(), jobs),
            mailboxes,
            basics.clock());
    this.approvals =
        new MoveApprovalsApi(
            new MoveApprovals(
                basics.database(), jobs, new OlderIdentity(), basics.ledger(), basics.clock()),
            jobs,
            policies,
            actors,
            basics.clock());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return Stream.of(orders(), approvals()).flatMap(List::stream).toList();
  }

  private List<Route<Admission, Handler>> orders() {
    String policy = "/api/v1/policies/{policy}";
    String assignment = "/api/v1/multi-workload-policy-assignment";
    return List.of(
        post(
            "Assign another policy to all mailboxes of one",
            policy + "/reassign",
            EXCHANGE,
            assignments::assignAll,
            takes(AssignmentsApi.Reassigned.class),
            gives(202, JobView.class)),
        put(
            "Assign a policy to a mailbox",
            "/api/v1/mailboxes/{mailbox}/policy",
            EXCHANGE,
            assignments::assign,
            takes(AssignmentsApi.Assigned.class),
            gives(202, JobView.class)),
        post(
            "Move a mailbox to fresh keys",
            "/api/v1/mailboxes/{mailbox}/move",
            EXCHANGE,
            assignments::move,
            takes(AssignmentsApi.Nothing.class),
            gives(202, JobView.class)),
        ApiRoute.of(
            "Assign a policy to some mailboxes",
            "POST",
            "/api/v1/mailboxes/policy",
            MAX_NAMES_BODY_BYTES,
            SHORT_REQUEST,
            EXCHANGE,
            assignments::assignMany,
            takes(AssignmentsApi.AssignedMany.class),
            gives(202, JobView.class)),
        get(
            "Get the assigned multi-workload policy",
            assignment,
            READERS,
            assignments::multiWorkload,
            gives(AssignmentsApi.AssignmentView.class)),
        put(
            "Assign a multi-workload policy",
            assignment,
            COMPLIANCE,
            assignments::assignMultiWorkload,
            takes(AssignmentsApi.Assigned.class),
            gives(202, JobView.class)));
  }

  private List<Route<Admission, Handler>> approvals() {
    String all = "/api/v1/move-approvals";
    String approval = all + "/{job}";
    return List.of(
        get(
            "List the moves that wait for approval",
            all,
            CONCERNED,
            approvals::list,
            gives(MoveApprovalsApi.Page.class)),
        get(
            "Get a move that waits for approval",
            approval,
            CONCERNED,
            approvals::get,
            gives(MoveApprovalsApi.View.class)),
        post(
            "Approve a move",
            approval + "/approve",
            DECIDERS,
            approvals::approve,
            mayTake(RecoveryDecision.class),
            gives(MoveApprovalsApi.View.class)),
        post(
            "Deny a move",
            approval + "/deny",
            DECIDERS,
            approvals::deny,
            mayTake(RecoveryDecision.class),
            gives(MoveApprovalsApi.View.class)),
        post(
            "Cancel a move that waits for approval",
            approval + "/cancel",
            ADMINISTRATORS,
            approvals::cancel,
            gives(MoveApprovalsApi.View.class)));
  }

  /** Looks for keys that jobs left over. */
  @Override
  public void start(Closer closer) {
    Leftovers leftovers =
        new Leftovers(basics.database(), jobs, basics.clock(), Leftovers.DEFAULT_INTERVAL);
    closer.add(new Recurring("leftovers", LEFTOVERS, leftovers::run));
  }
}
