package dev.freehold.server.features.assignments;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.moves.MoveRestart;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.features.policies.PolicyViews;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which policy covers which mailboxes, by order of an administrator. */
final class AssignmentsApi {

  private final Database database;
  private final Policies policies;
  private final Assignments assignments;
  private final Moves moves;
  private final MoveRestart restarts;
  private final Mailboxes mailboxes;
  private final Clock clock;

  AssignmentsApi(
      Database database,
      Policies policies,
      Assignments assignments,
      Moves moves,
      MoveRestart restarts,
      Mailboxes mailboxes,
      Clock clock) {
    this.database = database;
    this.policies = policies;
    this.assignments = assignments;
    this.moves = moves;
    this.restarts = restarts;
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  /**
   * {@code PUT /api/v1/mailboxes/{mailbox}/policy} with {@code {"policy": "name or GUID"}}, or null
   * for what covers the tenant. Answers with the job that carries it out.
   */
  void assign(Exchange exchange) throws IOException {
    UUID mailbox = mailboxes.require(exchange.caller().tenantId(), exchange.path("mailbox")).id();
    Assigned wanted = exchange.json(Assigned.class);
    reply(exchange, assign(exchange, List.of(mailbox), wanted.policy()));
  }

  /** {@code POST /api/v1/mailboxes/policy}: the same for up to 1,000 at once. */
  void assignMany(Exchange exchange) throws IOException {
    AssignedMany wanted = exchange.json(AssignedMany.class);
    UUID tenantId = exchange.caller().tenantId();
    List<UUID> ids =
        mailboxes.requireAll(tenantId, wanted.mailboxes()).stream().map(Mailbox::id).toList();
    reply(exchange, assign(exchange, ids, wanted.policy()));
  }

  /**
   * {@code POST /api/v1/mailboxes/{mailbox}/move}: takes the work up again that brings it under
   * what is assigned to it. Answers with the job that does.
   */
  void move(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID mailbox = mailboxes.require(tenantId, exchange.path("mailbox")).id();
    exchange.json(Nothing.class);
    reply(exchange, restarts.restart(tenantId, mailbox, exchange.actor()));
  }

  /** {@code POST /api/v1/policies/{policy}/reassign}: every mailbox of it to another policy. */
  void assignAll(Exchange exchange) throws IOException {
    UUID from = policy(exchange, PolicyKind.MAILBOX, exchange.path("policy"));
    Reassigned wanted = exchange.json(Reassigned.class);
    UUID to = policy(exchange, PolicyKind.MAILBOX, wanted.to());
    reply(exchange, moves.assignAll(exchange.caller().tenantId(), from, to, exchange.actor()));
  }

  /** {@code GET /api/v1/multi-workload-policy-assignment}. */
  void multiWorkload(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    Optional<UUID> assigned = database.read(tx -> assignments.multiWorkload(tx, tenantId));
    exchange.reply(
        200,
        new AssignmentView(
            assigned.map(id -> PolicyViews.One.of(policies.get(tenantId, id))).orElse(null)));
  }

  /** {@code PUT /api/v1/multi-workload-policy-assignment} with a policy, or null for none. */
  void assignMultiWorkload(Exchange exchange) throws IOException {
    Assigned wanted = exchange.json(Assigned.class);
    Optional<UUID> policy =
        Optional.ofNullable(wanted.policy())
            .map(name -> policy(exchange, PolicyKind.MULTI_WORKLOAD, name));
    reply(
        exchange,
        moves.assignMultiWorkload(exchange.caller().tenantId(), policy, exchange.actor()));
  }

  private Job assign(Exchange exchange, List<UUID> mailboxIds, String policy) {
    return moves.assign(
        exchange.caller().tenantId(),
        mailboxIds,
        Optional.ofNullable(policy).map(name -> policy(exchange, PolicyKind.MAILBOX, name)),
        exchange.actor());
  }

  private UUID policy(Exchange exchange, PolicyKind kind, String identity) {
    return policies.find(exchange.caller().tenantId(), kind, identity).id();
  }

  private void reply(Exchange exchange, Job job) throws IOException {
    exchange.reply(202, JobView.of(job, clock.instant()));
  }

  /** The member has to be there: to take a policy away is said with a null that is written. */
  record Assigned(@Required(orNull = true) String policy) {}

  record AssignedMany(@Required List<String> mailboxes, @Required(orNull = true) String policy) {
    AssignedMany {
      mailboxes = List.copyOf(mailboxes);
      if (mailboxes.isEmpty() || mailboxes.size() > CustodyLimits.MAX_PAGE_ROWS) {
        throw ProblemException.badRequest(
            "name 1 to %d mailboxes".formatted(CustodyLimits.MAX_PAGE_ROWS));
      }
    }
  }

  /** An object without members. */
  record Nothing() {}

  record Reassigned(@Required String to) {}

  record AssignmentView(PolicyViews.One policy) {}
}
