package dev.freehold.server.features.holds;

import dev.freehold.custody.holds.HeldCounts;
import dev.freehold.custody.holds.HoldWish;
import dev.freehold.custody.holds.LegalHold;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.features.sites.SiteLookup;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.server.owners.OwnerNames;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Legal holds: placed, seen and lifted by the tenant; the operator is told how many there are. */
final class HoldsApi {

  private static final UUID FIRST_PAGE = new UUID(0, 0);

  private final LegalHolds holds;
  private final Policies policies;
  private final OwnerNames owners;
  private final SiteLookup sites;
  private final Identities identities;
  private final Users users;

  HoldsApi(
      LegalHolds holds,
      Policies policies,
      OwnerNames owners,
      SiteLookup sites,
      Identities identities,
      Users users) {
    this.holds = holds;
    this.policies = policies;
    this.owners = owners;
    this.sites = sites;
    this.identities = identities;
    this.users = users;
  }

  /** {@code POST /api/v1/mailboxes/{mailbox}/holds} with {@code {"name", "reason"}}. */
  void placeOnMailbox(Exchange exchange) throws IOException {
    place(exchange, mailbox(exchange));
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/holds}. */
  void ofMailbox(Exchange exchange) throws IOException {
    list(exchange, mailbox(exchange));
  }

  /** {@code DELETE /api/v1/mailboxes/{mailbox}/holds/{hold}}, by name or GUID. */
  void liftFromMailbox(Exchange exchange) {
    lift(exchange, mailbox(exchange));
  }

  /** {@code POST /api/v1/sites/{site}/holds} with {@code {"name", "reason"}}. */
  void placeOnSite(Exchange exchange) throws IOException {
    place(exchange, sites.visible(exchange).id());
  }

  /** {@code GET /api/v1/sites/{site}/holds}. */
  void ofSite(Exchange exchange) throws IOException {
    list(exchange, sites.visible(exchange).id());
  }

  /** {@code DELETE /api/v1/sites/{site}/holds/{hold}}, by name or GUID. */
  void liftFromSite(Exchange exchange) {
    lift(exchange, sites.visible(exchange).id());
  }

  /** {@code GET /api/v1/holds?after=GUID&max=N}: all of the tenant's, by id. */
  void ofTenant(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID after = exchange.query("after").map(HoldsApi::id).orElse(FIRST_PAGE);
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    exchange.reply(200, page(tenantId, holds.list(tenantId, after, max)));
  }

  /**
   * {@code GET /api/v1/operator/tenants/{tenant}/holds}: how many mailboxes and sites are held, and
   * which policies cannot be purged for it; nothing of whom or why.
   */
  void counts(Exchange exchange) throws IOException {
    UUID tenantId = exchange.pathId("tenant");
    HeldCounts all = holds.counts(tenantId);
    List<PolicyCounts> blocked =
        all.isAny()
            ? Stream.of(PolicyKind.MAILBOX, PolicyKind.FILE)
                .flatMap(kind -> policies.list(tenantId, kind).stream())
                .map(policy -> PolicyCounts.of(policy, holds.countsUnder(tenantId, policy.id())))
                .filter(Objects::nonNull)
                .toList()
            : List.of();
    exchange.reply(200, new TenantCounts(all.mailboxes(), all.sites(), blocked));
  }

  private void place(Exchange exchange, UUID ownerId) throws IOException {
    NewHold wanted = exchange.json(NewHold.class);
    UUID tenantId = exchange.caller().tenantId();
    LegalHold hold =
        holds.place(
            tenantId, ownerId, new HoldWish(wanted.name(), wanted.reason()), exchange.actor());
    exchange.reply(201, page(tenantId, List.of(hold)).holds().getFirst());
  }

  private void list(Exchange exchange, UUID ownerId) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    exchange.reply(200, page(tenantId, holds.of(tenantId, ownerId)));
  }

  private void lift(Exchange exchange, UUID ownerId) {
    holds.lift(exchange.caller().tenantId(), ownerId, exchange.path("hold"), exchange.actor());
    exchange.reply(204);
  }

  private UUID mailbox(Exchange exchange) {
    return owners.mailbox(exchange.caller().tenantId(), exchange.path("mailbox"));
  }

  private HoldPage page(UUID tenantId, List<LegalHold> page) {
    OwnerNames.Page names = owners.of(tenantId, page.stream().map(LegalHold::ownerId).toList());
    ActorNames actors = new ActorNames(identities, users, tenantId);
    return new HoldPage(page.stream().map(hold -> View.of(hold, names, actors)).toList());
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest(
          "after is the id of the hold that the page before ended with");
    }
  }

  record NewHold(@Required String name, String reason) {
    NewHold {
      reason = Objects.requireNonNullElse(reason, "");
    }
  }

  record HoldPage(List<View> holds) {}

  record View(
      UUID id,
      String name,
      String reason,
      UUID ownerId,
      String ownerKind,
      String owner,
      String placedBy,
      String placedByName,
      String placedAt) {
    static View of(LegalHold hold, OwnerNames.Page names, ActorNames actors) {
      return new View(
          hold.id(),
          hold.name(),
          hold.reason(),
          hold.ownerId(),
          Wire.word(hold.ownerKind()),
          names.name(hold.ownerId()).orElse(null),
          hold.placedBy(),
          actors.name(hold.placedBy()).orElse(null),
          hold.placedAt().toString());
    }
  }

  record TenantCounts(long mailboxes, long sites, List<PolicyCounts> policies) {}

  private record PolicyCounts(UUID id, String state, long mailboxes, long sites) {
    static PolicyCounts of(Policy policy, HeldCounts held) {
      return held.isAny()
          ? new PolicyCounts(policy.id(), Wire.word(policy.state()), held.mailboxes(), held.sites())
          : null;
    }
  }
}
