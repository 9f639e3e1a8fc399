package dev.freehold.server.features.policies;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.rolls.KeyVersionNeeds;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.http.Exchange;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Rolls of root keys and availability keys, and which versions are still needed. */
final class RollsApi {

  private static final int ROOTS = 2;

  private final Policies policies;
  private final Rolls rolls;
  private final KeyVersionNeeds needs;
  private final Clock clock;

  RollsApi(Policies policies, Rolls rolls, KeyVersionNeeds needs, Clock clock) {
    this.policies = policies;
    this.rolls = rolls;
    this.needs = needs;
    this.clock = clock;
  }

  /**
   * {@code POST /api/v1/policies/{policy}/roll}: to the newest versions of both keys, or with
   * {@code {"keys": [uri1, uri2]}} to other keys.
   */
  void mailbox(Exchange exchange) throws IOException {
    roll(exchange, PolicyKind.MAILBOX);
  }

  /** {@code POST /api/v1/multi-workload-policies/{policy}/roll}. */
  void multiWorkload(Exchange exchange) throws IOException {
    roll(exchange, PolicyKind.MULTI_WORKLOAD);
  }

  private void roll(Exchange exchange, PolicyKind kind) throws IOException {
    Policy policy = policies.find(exchange.caller().tenantId(), kind, exchange.path("policy"));
    Wanted wanted = exchange.json(Wanted.class);
    TreeMap<Integer, Optional<String>> keys = new TreeMap<>();
    for (int slot = 1; slot <= ROOTS; slot++) {
      keys.put(
          slot,
          wanted.keys() == null ? Optional.empty() : Optional.of(wanted.keys().get(slot - 1)));
    }
    reply(
        exchange, rolls.roll(policy.tenantId(), policy.id(), policy.id(), keys, exchange.actor()));
  }

  /**
   * {@code POST /api/v1/operator/tenants/{tenant}/policies/{policy}/availability-key/roll}. The
   * operator starts it and sees nothing of the key.
   */
  void availabilityKey(Exchange exchange) throws IOException {
    reply(
        exchange,
        rolls.rollAvailabilityKey(
            exchange.pathId("tenant"), exchange.pathId("policy"), exchange.actor()));
  }

  /** {@code GET /api/v1/key-versions/needs?uri=URI}: asked before a version is disabled. */
  void needs(Exchange exchange) throws IOException {
    String uri =
        exchange
            .query("uri")
            .orElseThrow(() -> ProblemException.badRequest("uri names a version of a key"));
    List<UUID> policies = needs.neededBy(exchange.caller().tenantId(), uri);
    exchange.reply(200, new Needs(uri, !policies.isEmpty(), policies));
  }

  private void reply(Exchange exchange, Job job) throws IOException {
    exchange.reply(202, JobView.of(job, clock.instant()));
  }

  record Wanted(List<String> keys) {
    Wanted {
      keys = keys == null ? null : List.copyOf(keys);
      if (keys != null && keys.size() != ROOTS) {
        throw ProblemException.badRequest("name two keys in two vaults, or none to refresh both");
      }
    }
  }

  record Needs(String uri, boolean needed, List<UUID> policies) {}
}
