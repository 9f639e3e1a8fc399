package dev.freehold.server.features.assignments;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.moves.GeoPolicyName;
import dev.freehold.custody.orders.MoveApprovalRequest;
import dev.freehold.custody.orders.MoveApprovals;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.features.Admissions;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.features.recovery.RecoveryDecision;
import dev.freehold.server.features.recovery.RecoveryNames;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Orders out of policies none of whose roots agrees, and what a second person says to them. */
final class MoveApprovalsApi {

  private final MoveApprovals approvals;
  private final Jobs jobs;
  private final Policies policies;
  private final ActorDirectory actors;
  private final Clock clock;

  MoveApprovalsApi(
      MoveApprovals approvals, Jobs jobs, Policies policies, ActorDirectory actors, Clock clock) {
    this.approvals = approvals;
    this.jobs = jobs;
    this.policies = policies;
    this.actors = actors;
    this.clock = clock;
  }

  /** {@code GET /api/v1/move-approvals}, the newest first. */
  void list(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    RecoveryNames names = names(tenantId);
    exchange.reply(
        200,
        new Page(
            approvals.list(tenantId).stream()
                .map(request -> View.of(request, names, clock.instant()))
                .toList()));
  }

  /** {@code GET /api/v1/move-approvals/{job}}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, view(approvals.get(exchange.caller().tenantId(), job(exchange))));
  }

  /**
   * {@code POST /api/v1/move-approvals/{job}/approve}, by another than who ordered it, with {@code
   * {"comment"}} or without a body.
   */
  void approve(Exchange exchange) throws IOException {
    requireDecider(exchange);
    exchange.reply(
        200,
        view(
            approvals.approve(
                exchange.caller().tenantId(),
                job(exchange),
                RecoveryDecision.comment(exchange),
                exchange.actor())));
  }

  /** {@code POST /api/v1/move-approvals/{job}/deny}: as approving it, to the contrary. */
  void deny(Exchange exchange) throws IOException {
    requireDecider(exchange);
    exchange.reply(
        200,
        view(
            approvals.deny(
                exchange.caller().tenantId(),
                job(exchange),
                RecoveryDecision.comment(exchange),
                exchange.actor())));
  }

  /** {@code POST /api/v1/move-approvals/{job}/cancel}: calls the order off. */
  void cancel(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID job = approvals.get(tenantId, job(exchange)).job().id();
    jobs.cancel(tenantId, job, exchange.actor());
    exchange.reply(200, view(approvals.get(tenantId, job)));
  }

  /** The approver, or one who may order for every policy that is left. */
  private void requireDecider(Exchange exchange) {
    if (exchange.caller().has(Role.APPROVER)) {
      return;
    }
    Set<PolicyKind> kinds =
        approvals.get(exchange.caller().tenantId(), job(exchange)).left().stream()
            .map(MoveApprovalRequest.Left::kind)
            .collect(Collectors.toSet());
    if (!kinds.stream().map(Admissions::administratorOf).allMatch(exchange.caller()::has)) {
      throw ProblemException.forbidden();
    }
  }

  private static UUID job(Exchange exchange) {
    return exchange.pathId("job");
  }

  private View view(MoveApprovalRequest request) {
    return View.of(request, names(request.job().tenantId()), clock.instant());
  }

  private RecoveryNames names(UUID tenantId) {
    return new RecoveryNames(policies, actors, tenantId);
  }

  record Page(List<View> requests) {}

  /**
   * An order; names of those who are not found are absent.
   *
   * @param targetGeo the code of the geo whose policy is the target, if it is one's
   */
  record View(
      UUID id,
      String state,
      String requestedBy,
      String requestedByName,
      String requestedAt,
      String reason,
      UUID target,
      String targetKind,
      String targetName,
      String targetGeo,
      List<Left> policies,
      String approvedBy,
      String approvedByName,
      String approvedAt,
      String comment,
      JobView job) {
    static View of(MoveApprovalRequest request, RecoveryNames names, Instant now) {
      JobView job = JobView.of(request.job(), now);
      return new View(
          job.id(),
          state(request),
          job.createdBy(),
          names.person(Optional.of(job.createdBy())),
          job.createdAt(),
          job.reason(),
          request.target(),
          names.kind(request.target()),
          names.policy(request.target()),
          names.geo(request.target()),
          request.left().stream().map(Left::of).toList(),
          request.approvedBy().orElse(null),
          names.person(request.approvedBy()),
          request.approvedAt().map(Instant::toString).orElse(null),
          request.comment().orElse(null),
          job);
    }

    private static String state(MoveApprovalRequest request) {
      if (!request.job().isUnfinished()) {
        return "ended";
      }
      return request.isWaiting() && request.approvedBy().isEmpty() ? "requested" : "approved";
    }
  }

  private record Left(UUID policyId, String name, String geo, String kind, String lockedAt) {
    static Left of(MoveApprovalRequest.Left left) {
      return new Left(
          left.policyId(),
          left.name(),
          GeoPolicyName.geo(left.kind(), left.name()).orElse(null),
          Wire.word(left.kind()),
          left.lockedAt().map(Instant::toString).orElse(null));
    }
  }
}
