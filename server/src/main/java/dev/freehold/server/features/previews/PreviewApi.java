package dev.freehold.server.features.previews;

import dev.freehold.content.preview.Danger;
import dev.freehold.content.preview.PolicyPreviews;
import dev.freehold.content.preview.PreviewCursor;
import dev.freehold.content.preview.PreviewEntry;
import dev.freehold.content.preview.PreviewPage;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.owners.OwnerNames;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What would become unreadable if a policy were revoked or purged, for those who administer it. */
final class PreviewApi {

  private final PolicyPreviews previews;
  private final Policies policies;
  private final Geos geos;
  private final OwnerNames names;

  PreviewApi(PolicyPreviews previews, Policies policies, Geos geos, OwnerNames names) {
    this.previews = previews;
    this.policies = policies;
    this.geos = geos;
    this.names = names;
  }

  /** {@code GET /api/v1/policies/{policy}/revocation-preview?after=CURSOR&max=N}. */
  void mailboxRevocation(Exchange exchange) throws IOException {
    reply(exchange, policy(exchange, PolicyKind.MAILBOX), Danger.REVOCATION);
  }

  /** {@code GET /api/v1/policies/{policy}/purge-preview?after=CURSOR&max=N}. */
  void mailboxPurge(Exchange exchange) throws IOException {
    reply(exchange, policy(exchange, PolicyKind.MAILBOX), Danger.PURGE);
  }

  /** {@code GET /api/v1/multi-workload-policies/{policy}/revocation-preview}. */
  void multiWorkloadRevocation(Exchange exchange) throws IOException {
    reply(exchange, policy(exchange, PolicyKind.MULTI_WORKLOAD), Danger.REVOCATION);
  }

  /** {@code GET /api/v1/geos/{geo}/policy/revocation-preview}. */
  void geoRevocation(Exchange exchange) throws IOException {
    reply(exchange, ofGeo(exchange), Danger.REVOCATION);
  }

  /** {@code GET /api/v1/geos/{geo}/policy/purge-preview}. */
  void geoPurge(Exchange exchange) throws IOException {
    reply(exchange, ofGeo(exchange), Danger.PURGE);
  }

  private Policy policy(Exchange exchange, PolicyKind kind) {
    return policies.find(exchange.caller().tenantId(), kind, exchange.path("policy"));
  }

  private Policy ofGeo(Exchange exchange) {
    UUID tenantId = exchange.caller().tenantId();
    UUID policyId =
        geos.get(tenantId, exchange.path("geo"))
            .policyId()
            .orElseThrow(
                () ->
                    new CustodyException(
                        CustodyError.GEO_NOT_REGISTERED,
                        "the geo has no policy, so there is nothing to revoke or to purge"));
    return policies.get(tenantId, policyId);
  }

  private void reply(Exchange exchange, Policy policy, Danger danger) throws IOException {
    Optional<PreviewCursor> after =
        exchange
            .query("after")
            .map(
                text ->
                    PreviewCursor.parse(text)
                        .orElseThrow(
                            () ->
                                ProblemException.badRequest(
                                    "after is what the page before gave as next")));
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    PreviewPage page = previews.page(policy, danger, after, max, exchange.actor());
    OwnerNames.Page owners =
        names.of(policy.tenantId(), page.entries().stream().map(PreviewEntry::ownerId).toList());
    exchange.reply(
        200,
        PreviewViews.Preview.of(
            policy, danger, page, owners, policiesOf(policy, page), sharingVaults(policy, danger)));
  }

  /**
   * Access policies of vaults are for all their keys, so what is taken from one policy is taken
   * from those of its kind whose roots are in the same vaults, too.
   */
  private List<Policy> sharingVaults(Policy policy, Danger danger) {
    return switch (danger) {
      case PURGE -> List.of();
      case REVOCATION ->
          policies.list(policy.tenantId(), policy.kind()).stream()
              .filter(other -> !other.id().equals(policy.id()))
              .filter(PreviewApi::mayHoldContent)
              .filter(other -> vaults(policy).containsAll(vaults(other)))
              .toList();
    };
  }

  private static boolean mayHoldContent(Policy policy) {
    return switch (policy.state()) {
      case ACTIVE, PURGE_REQUESTED, PURGE_AUTHORISED -> !policy.roots().isEmpty();
      case PURGING, PURGED, RETIRED -> false;
    };
  }

  private static Set<String> vaults(Policy policy) {
    return policy.roots().stream()
        .map(root -> RootKeyUri.parse(root.keyUri()).vaultUrl())
        .collect(Collectors.toSet());
  }

  /** The policies that are named as those under which something stays readable. */
  private Map<UUID, Policy> policiesOf(Policy policy, PreviewPage page) {
    Map<UUID, Policy> named = new HashMap<>();
    page.entries().stream()
        .flatMap(entry -> entry.readableUnder().stream())
        .distinct()
        .forEach(id -> named.put(id, policies.get(policy.tenantId(), id)));
    return named;
  }
}
