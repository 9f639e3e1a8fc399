package dev.freehold.server.features.recovery;

import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.custody.recovery.RecoveryRequest;
import dev.freehold.custody.recovery.RecoveryState;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.features.Admissions;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Recovery from the loss of both roots: the tenant's steps and the operator's one. */
final class RecoveryApi {

  private final Recovery recovery;
  private final Policies policies;
  private final ActorDirectory actors;
  private final Clock clock;

  RecoveryApi(Recovery recovery, Policies policies, ActorDirectory actors, Clock clock) {
    this.recovery = recovery;
    this.policies = policies;
    this.actors = actors;
    this.clock = clock;
  }

  /** {@code POST /api/v1/recovery-requests} with the policy's GUID and a reason. */
  void request(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    RecoveryRequest made =
        recovery.request(
            exchange.caller().tenantId(), wanted.policyId(), wanted.reason(), exchange.actor());
    exchange.reply(201, view(made));
  }

  /** {@code GET /api/v1/recovery-requests?state=A,B}, the newest first. */
  void list(Exchange exchange) throws IOException {
    Set<RecoveryState> states =
        exchange.query("state").map(RecoveryApi::states).orElse(EnumSet.allOf(RecoveryState.class));
    UUID tenantId = exchange.caller().tenantId();
    RecoveryNames names = names(tenantId);
    exchange.reply(
        200,
        new RecoveryViews.Page(
            recovery.list(tenantId, states).stream()
                .map(request -> RecoveryViews.View.ofTenant(request, names))
                .toList()));
  }

  private static Set<RecoveryState> states(String words) {
    return Arrays.stream(words.split(",", -1))
        .map(word -> Wire.constant(RecoveryState.class, word).orElseThrow(RecoveryApi::noState))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(RecoveryState.class)));
  }

  private static ProblemException noState() {
    return ProblemException.badRequest(
        "state is one or more of %s, with commas between"
            .formatted(Wire.words(RecoveryState.class)));
  }

  /** {@code GET /api/v1/recovery-requests/{request}}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(
        200, view(recovery.get(exchange.caller().tenantId(), exchange.pathId("request"))));
  }

  /**
   * {@code POST /api/v1/recovery-requests/{request}/approve}, by another than who asked, with
   * {@code {"comment"}} or without a body.
   */
  void approve(Exchange exchange) throws IOException {
    decide(exchange, recovery::approve);
  }

  /** {@code POST /api/v1/recovery-requests/{request}/deny}: as approving it, to the contrary. */
  void deny(Exchange exchange) throws IOException {
    decide(exchange, recovery::deny);
  }

  private void decide(Exchange exchange, Decision decision) throws IOException {
    exchange.reply(
        200,
        view(
            decision.on(
                exchange.caller().tenantId(),
                exchange.pathId("request"),
                RecoveryDecision.comment(exchange),
                exchange.actor())));
  }

  private interface Decision {
    RecoveryRequest on(UUID tenantId, UUID id, Optional<String> comment, String actor);
  }

  /** {@code POST /api/v1/recovery-requests/{request}/cancel}. */
  void cancel(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        view(
            recovery.cancel(
                exchange.caller().tenantId(), exchange.pathId("request"), exchange.actor())));
  }

  /** {@code POST /api/v1/recovery-requests/{request}/move} to a policy with new roots. */
  void move(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    RecoveryRequest request = recovery.get(tenantId, exchange.pathId("request"));
    Target wanted = exchange.json(Target.class);
    PolicyKind kind = policies.get(tenantId, request.policyId()).kind();
    requireAdministrator(exchange, kind);
    UUID to = policies.find(tenantId, kind, wanted.to()).id();
    exchange.reply(
        202,
        JobView.of(
            recovery.recoverMailboxes(tenantId, request.id(), to, exchange.actor()),
            clock.instant()));
  }

  /** The route is for all kinds; a kind is moved by those who may assign its policies. */
  private static void requireAdministrator(Exchange exchange, PolicyKind kind) {
    if (!exchange.caller().has(Admissions.administratorOf(kind))) {
      throw ProblemException.forbidden();
    }
  }

  /** {@code GET /api/v1/operator/recovery-requests}: what waits for the operator. */
  void approved(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new RecoveryViews.Page(
            recovery.approved().stream().map(RecoveryViews.View::ofOperator).toList()));
  }

  /** {@code POST /api/v1/operator/recovery-requests/{request}/open}. */
  void open(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        RecoveryViews.View.ofOperator(recovery.open(exchange.pathId("request"), exchange.actor())));
  }

  private RecoveryViews.View view(RecoveryRequest request) {
    return RecoveryViews.View.ofTenant(request, names(request.tenantId()));
  }

  private RecoveryNames names(UUID tenantId) {
    return new RecoveryNames(policies, actors, tenantId);
  }

  record Wanted(@Required UUID policyId, @Required String reason) {}

  record Target(@Required String to) {}
}
