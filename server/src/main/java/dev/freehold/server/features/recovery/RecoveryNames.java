package dev.freehold.server.features.recovery;

import dev.freehold.custody.moves.GeoPolicyName;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.http.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a tenant calls the policies and people of its requests. Each is looked up once. For one
 * request, used by one thread.
 */
public final class RecoveryNames {

  private final Policies policies;
  private final UUID tenantId;
  private final ActorNames people;
  private final Map<UUID, Policy> known = new HashMap<>();

  /** The names of {@code tenantId}. */
  public RecoveryNames(Policies policies, ActorDirectory actors, UUID tenantId) {
    this.policies = policies;
    this.tenantId = tenantId;
    this.people = actors.of(tenantId);
  }

  /** The name of a policy. */
  public String policy(UUID id) {
    return found(id).name();
  }

  /** The kind of a policy, as a word. */
  public String kind(UUID id) {
    return Wire.word(found(id).kind());
  }

  /** The code of the geo whose policy this is or was, or null. */
  public String geo(UUID id) {
    Policy policy = found(id);
    return GeoPolicyName.geo(policy.kind(), policy.name()).orElse(null);
  }

  /** The name of whoever did something, or null if nobody did or is found. */
  public String person(Optional<String> actor) {
    return actor.flatMap(people::name).orElse(null);
  }

  private Policy found(UUID id) {
    return known.computeIfAbsent(id, one -> policies.get(tenantId, one));
  }
}
