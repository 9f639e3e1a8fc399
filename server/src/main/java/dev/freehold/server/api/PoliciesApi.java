package dev.freehold.server.api;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.DepKeys;
import dev.freehold.custody.hierarchy.NewPolicy;
import dev.freehold.custody.hierarchy.Policies;
import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Data encryption policies of the caller's tenant. */
final class PoliciesApi {

  private static final int ROOTS = 2;

  private final Policies policies;
  private final DepKeys depKeys;

  PoliciesApi(Policies policies, DepKeys depKeys) {
    this.policies = policies;
    this.depKeys = depKeys;
  }

  /** {@code POST /api/v1/policies}. */
  void create(Exchange exchange) throws IOException {
    NewPolicy wanted = exchange.json(NewPolicy.class);
    Policy policy =
        policies.create(
            NewPolicy.forMailboxes(
                exchange.caller().tenantId(),
                wanted.name(),
                wanted.description(),
                wanted.keys().getFirst(),
                wanted.keys().getLast()),
            TenantsApi.actor(exchange));
    exchange.reply(201, PolicyView.of(policy));
  }

  /** {@code GET /api/v1/policies}. */
  void list(Exchange exchange) throws IOException {
    List<PolicyView> views =
        policies.list(exchange.caller().tenantId(), PolicyKind.MAILBOX).stream()
            .map(PolicyView::of)
            .toList();
    exchange.reply(200, new PolicyPage(views));
  }

  /** {@code GET /api/v1/policies/{policy}}, by GUID or name. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, PolicyView.of(policy(exchange)));
  }

  /** {@code GET /api/v1/policies/{policy}/key-access}: whether a user could read now. */
  void keyAccess(Exchange exchange) throws IOException {
    Policy policy = policy(exchange);
    exchange.reply(200, keyAccess(policy.id(), Requester.user(TenantsApi.actor(exchange))));
  }

  private KeyAccessView keyAccess(UUID policyId, Requester requester) {
    try {
      depKeys.withDepKey(policyId, requester, key -> true);
      return new KeyAccessView("available", null, null);
    } catch (KeyAccessException refused) {
      String status = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new KeyAccessView(status, refused.code(), refused.getMessage());
    }
  }

  private Policy policy(Exchange exchange) {
    return policies.find(exchange.caller().tenantId(), PolicyKind.MAILBOX, exchange.path("policy"));
  }

  record NewPolicy(String name, String description, List<String> keys) {
    NewPolicy {
      Required.member("name", name);
      Required.member("keys", keys);
      description = description == null ? "" : description;
      keys = List.copyOf(keys);
      if (keys.size() != ROOTS) {
        throw ProblemException.badRequest("a policy has exactly two keys, in two vaults");
      }
    }
  }

  private record KeyView(String uri, String versionUri) {}

  private record PolicyView(
      UUID id,
      String name,
      String description,
      boolean enabled,
      List<KeyView> keys,
      String createdAt) {
    static PolicyView of(Policy policy) {
      return new PolicyView(
          policy.id(),
          policy.name(),
          policy.description(),
          policy.enabled(),
          policy.roots().stream().map(r -> new KeyView(r.keyUri(), r.keyVersionUri())).toList(),
          policy.createdAt().toString());
    }
  }

  private record PolicyPage(List<PolicyView> policies) {}

  private record KeyAccessView(String status, String code, String detail) {}
}
