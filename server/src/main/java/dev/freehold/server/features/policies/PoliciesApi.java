package dev.freehold.server.features.policies;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyEdit;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Mailbox and multi-workload policies of the caller's tenant, one instance for each kind; of file
 * policies the check of keys alone.
 */
final class PoliciesApi {

  private static final int ROOTS = 2;

  private final PolicyKind kind;
  private final Policies policies;
  private final CachedKeyAccess keyAccess;
  private final PolicyLocks locks;
  private final CrossCheck crossCheck;
  private final Jobs jobs;
  private final Clock clock;

  PoliciesApi(
      PolicyKind kind,
      Policies policies,
      CachedKeyAccess keyAccess,
      PolicyLocks locks,
      CrossCheck crossCheck,
      Jobs jobs,
      Clock clock) {
    this.kind = kind;
    this.policies = policies;
    this.keyAccess = keyAccess;
    this.locks = locks;
    this.crossCheck = crossCheck;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** {@code POST /api/v1/policies}. */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    Policy policy =
        policies.create(
            new NewPolicy(
                exchange.caller().tenantId(),
                kind,
                wanted.name(),
                wanted.description(),
                wanted.keys().getFirst(),
                wanted.keys().getLast()),
            exchange.actor());
    exchange.reply(201, PolicyViews.One.of(policy));
  }

  /**
   * {@code POST /api/v1/key-checks/policies}: whether a policy could be made over two keys; none
   * is.
   */
  void checkKeys(Exchange exchange) throws IOException {
    Keys wanted = exchange.json(Keys.class);
    exchange.reply(
        200,
        KeyCheckView.of(
            policies.check(exchange.caller().tenantId(), kind, wanted.keys(), exchange.actor()),
            kind.workload()));
  }

  /** {@code GET /api/v1/policies?key=URI}: all, or the one with this root key. */
  void list(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    Optional<String> key = exchange.query("key");
    List<Policy> found =
        key.isPresent()
            ? List.of(policies.find(tenantId, kind, key.get()))
            : policies.list(tenantId, kind);
    exchange.reply(200, PolicyViews.Page.of(found));
  }

  /** {@code GET /api/v1/policies/{policy}}, by GUID or name. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, PolicyViews.One.of(policy(exchange)));
  }

  /** {@code PATCH /api/v1/policies/{policy}}: name, description, enabled. */
  void edit(Exchange exchange) throws IOException {
    UUID id = policy(exchange).id();
    Edit wanted = exchange.json(Edit.class);
    Policy edited =
        policies.edit(
            exchange.caller().tenantId(),
            id,
            new PolicyEdit(
                Optional.ofNullable(wanted.name()),
                Optional.ofNullable(wanted.description()),
                Optional.ofNullable(wanted.enabled())),
            exchange.actor());
    exchange.reply(200, PolicyViews.One.of(edited));
  }

  /** {@code GET /api/v1/policies/{policy}/key-access}: whether a user could read now. */
  void keyAccess(Exchange exchange) throws IOException {
    Policy policy = policy(exchange);
    exchange.reply(200, keyAccess(policy.id(), Requester.user(exchange.actor())));
  }

  /** {@code GET /api/v1/policies/{policy}/status}: its roots as last checked, and its job. */
  void status(Exchange exchange) throws IOException {
    Policy policy = policy(exchange);
    Optional<Job> job = jobs.unfinished(exchange.caller().tenantId(), policy.id());
    exchange.reply(
        200,
        new StatusView(
            PolicyViews.One.of(policy),
            keyAccess.status(policy.id()).map(PolicyViews.Access::of).orElse(null),
            locks
                .known(policy.id())
                .map(known -> PolicyViews.Roots.of(known, clock.instant()))
                .orElse(null),
            PolicyViews.Check.of(crossCheck.latest(policy.id())),
            job.map(running -> JobView.of(running, clock.instant())).orElse(null)));
  }

  /** {@code POST /api/v1/policies/{policy}/check}: asks each root by itself, now. */
  void check(Exchange exchange) throws IOException {
    Policy policy = policy(exchange);
    exchange.reply(
        200,
        new Checks(
            PolicyViews.Check.of(crossCheck.check(policy.id(), Requester.user(exchange.actor())))));
  }

  private KeyAccessView keyAccess(UUID policyId, Requester requester) {
    try {
      keyAccess.depKeys().withDepKey(policyId, requester, key -> true);
      return new KeyAccessView("available", null, null);
    } catch (KeyAccessException refused) {
      String status = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new KeyAccessView(status, refused.code(), refused.getMessage());
    }
  }

  private Policy policy(Exchange exchange) {
    return policies.find(exchange.caller().tenantId(), kind, exchange.path("policy"));
  }

  record Wanted(@Required String name, String description, @Required List<String> keys) {
    Wanted {
      description = description == null ? "" : description;
      keys = two(keys);
    }
  }

  record Keys(@Required List<String> keys) {
    Keys {
      keys = two(keys);
    }
  }

  private static List<String> two(List<String> keys) {
    if (keys.size() != ROOTS) {
      throw ProblemException.badRequest("a policy has exactly two keys, in two vaults");
    }
    return List.copyOf(keys);
  }

  record Edit(String name, String description, Boolean enabled) {}

  record KeyAccessView(String status, String code, String detail) {}

  record Checks(List<PolicyViews.Check> roots) {}

  record StatusView(
      PolicyViews.One policy,
      PolicyViews.Access access,
      PolicyViews.Roots silence,
      List<PolicyViews.Check> roots,
      JobView job) {}
}
