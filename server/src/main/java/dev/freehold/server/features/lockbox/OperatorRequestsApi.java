package dev.freehold.server.features.lockbox;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.lockbox.AccessRequestState;
import dev.freehold.custody.lockbox.AccessScope;
import dev.freehold.custody.lockbox.NewAccessRequest;
import dev.freehold.custody.lockbox.OperatorRequests;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How operators ask for access to what a tenant has. */
final class OperatorRequestsApi {

  private final OperatorRequests requests;
  private final Tenants tenants;
  private final Parties parties;

  OperatorRequestsApi(OperatorRequests requests, Tenants tenants, Parties parties) {
    this.requests = requests;
    this.tenants = tenants;
    this.parties = parties;
  }

  /**
   * {@code POST /api/v1/operator/access-requests} with {@code {"tenant", "supportCase", "reason",
   * "durationMinutes"}} and either {@code "mailbox"}, perhaps with {@code "folder", "firstUid",
   * "lastUid"}, or {@code "site"}, perhaps with {@code "prefix"}.
   */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    NewAccessRequest request =
        new NewAccessRequest(
            tenant(wanted.tenant()).id(),
            wanted.scope(),
            wanted.supportCase(),
            wanted.reason(),
            Duration.ofMinutes(wanted.durationMinutes()));
    exchange.reply(201, AccessViews.One.ofOperator(requests.create(request, parties.of(exchange))));
  }

  private Tenant tenant(String guidOrName) {
    return guid(guidOrName)
        .flatMap(tenants::find)
        .or(() -> tenants.findByName(guidOrName))
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.TENANT_NOT_FOUND, "no such tenant; list the tenants"));
  }

  private static Optional<UUID> guid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  /** {@code GET /api/v1/operator/access-requests?state=A,B}, the newest first. */
  void list(Exchange exchange) throws IOException {
    Set<AccessRequestState> states =
        AccessViews.states(AccessRequestState.class, exchange.query("state"));
    exchange.reply(
        200,
        new AccessViews.Page(
            requests.list(states).stream().map(AccessViews.One::ofOperator).toList()));
  }

  /** {@code GET /api/v1/operator/access-requests/{accessRequest}}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, AccessViews.One.ofOperator(requests.get(exchange.path("accessRequest"))));
  }

  /**
   * {@code POST /api/v1/operator/access-requests/{accessRequest}/approve}, by another operator than
   * who asked: the tenant is asked from now on.
   */
  void approve(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        AccessViews.One.ofOperator(
            requests.endorse(exchange.path("accessRequest"), parties.of(exchange))));
  }

  record Wanted(
      @Required String tenant,
      String mailbox,
      String folder,
      Long firstUid,
      Long lastUid,
      String site,
      String prefix,
      @Required String supportCase,
      @Required String reason,
      @Required Long durationMinutes) {
    Wanted {
      if (durationMinutes < 0 || durationMinutes > Duration.ofDays(1).toMinutes()) {
        throw ProblemException.badRequest("durationMinutes is a number of minutes");
      }
    }

    AccessScope scope() {
      boolean isInMail = mailbox != null;
      if (isInMail == (site != null)) {
        throw ProblemException.badRequest("name one \"mailbox\" or one \"site\", and not both");
      }
      if (isInMail ? prefix != null : folder != null || firstUid != null || lastUid != null) {
        throw ProblemException.badRequest(
            "folder, firstUid and lastUid are for a mailbox, prefix is for a site");
      }
      return isInMail
          ? new AccessScope.OfMailbox(
              mailbox,
              Optional.ofNullable(folder),
              Optional.ofNullable(firstUid).orElse(AccessScope.FIRST_UID),
              Optional.ofNullable(lastUid).orElse(AccessScope.LAST_UID))
          : new AccessScope.OfSite(site, Optional.ofNullable(prefix).orElse(""));
    }
  }
}
