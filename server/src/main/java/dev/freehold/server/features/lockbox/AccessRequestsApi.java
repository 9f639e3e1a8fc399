package dev.freehold.server.features.lockbox;

import dev.freehold.custody.lockbox.AccessRequest;
import dev.freehold.custody.lockbox.AccessRequestState;
import dev.freehold.custody.lockbox.TenantDecisions;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.features.recovery.RecoveryDecision;
import dev.freehold.server.http.Exchange;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a tenant does with the operator's requests for access, and whether it takes any. */
final class AccessRequestsApi {

  private final TenantDecisions decisions;
  private final ScopeOwners owners;
  private final Parties parties;
  private final ActorDirectory actors;

  AccessRequestsApi(
      TenantDecisions decisions, ScopeOwners owners, Parties parties, ActorDirectory actors) {
    this.decisions = decisions;
    this.owners = owners;
    this.parties = parties;
    this.actors = actors;
  }

  /**
   * {@code GET /api/v1/access-requests?state=A,B&createdAfter=TIME}, the newest first. Those that
   * are open say what the mailbox or site is called now.
   */
  void list(Exchange exchange) throws IOException {
    Set<AccessRequestState> states =
        AccessViews.states(AccessRequestState.class, exchange.query("state"));
    Optional<Instant> after = exchange.moment("createdAfter");
    UUID tenantId = exchange.caller().tenantId();
    ActorNames names = actors.of(tenantId);
    List<AccessRequest> found = decisions.list(tenantId, states, after);
    exchange.reply(
        200,
        new AccessViews.Page(
            found.stream()
                .map(
                    request ->
                        request.endedAt().isPresent()
                            ? AccessViews.One.ofTenant(request, Optional.empty(), names)
                            : view(request, names))
                .toList()));
  }

  /** {@code GET /api/v1/access-requests/{accessRequest}}, by number or GUID. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, view(found(exchange)));
  }

  /** {@code POST /api/v1/access-requests/{accessRequest}/approve} with {@code {"comment"}}. */
  void approve(Exchange exchange) throws IOException {
    AccessRequest request = found(exchange);
    Optional<String> comment = RecoveryDecision.comment(exchange);
    UUID ownerId = owners.named(request);
    exchange.reply(
        200,
        view(
            decisions.approve(
                request.tenantId(), request.number(), ownerId, comment, parties.of(exchange))));
  }

  /** {@code POST /api/v1/access-requests/{accessRequest}/deny}, as approving it. */
  void deny(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        view(
            decisions.deny(
                exchange.caller().tenantId(),
                exchange.path("accessRequest"),
                RecoveryDecision.comment(exchange),
                parties.of(exchange))));
  }

  /**
   * {@code POST /api/v1/access-requests/{accessRequest}/cancel}: also after it was approved; access
   * ends at once.
   */
  void cancel(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        view(
            decisions.cancel(
                exchange.caller().tenantId(),
                exchange.path("accessRequest"),
                RecoveryDecision.comment(exchange),
                parties.of(exchange))));
  }

  /** {@code GET /api/v1/lockbox}. */
  void rule(Exchange exchange) throws IOException {
    exchange.reply(
        200, new AccessViews.Lockbox(decisions.takesRequests(exchange.caller().tenantId())));
  }

  /**
   * {@code PUT /api/v1/lockbox} with {@code {"takesRequests"}}: false refuses every request from
   * now on and ends those that are open.
   */
  void setRule(Exchange exchange) throws IOException {
    AccessViews.Lockbox wanted = exchange.json(AccessViews.Lockbox.class);
    decisions.takeRequests(
        exchange.caller().tenantId(), wanted.takesRequests(), parties.of(exchange));
    exchange.reply(200, wanted);
  }

  private AccessRequest found(Exchange exchange) {
    return decisions.get(exchange.caller().tenantId(), exchange.path("accessRequest"));
  }

  private AccessViews.One view(AccessRequest request) {
    return view(request, actors.of(request.tenantId()));
  }

  private AccessViews.One view(AccessRequest request, ActorNames names) {
    return AccessViews.One.ofTenant(request, owners.present(request), names);
  }
}
