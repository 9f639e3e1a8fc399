package dev.freehold.server.api;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who the actors of a tenant's records are, as far as they are of that tenant and still there. Each
 * is looked up once. For one request, used by one thread.
 */
final class ActorNames {

  private static final int GUID_CHARS = 36;

  private final Identities identities;
  private final UUID tenantId;
  private final Map<String, Optional<Identity>> known = new HashMap<>();

  ActorNames(Identities identities, UUID tenantId) {
    this.identities = identities;
    this.tenantId = tenantId;
  }

  /** What the tenant calls an actor. */
  Optional<String> name(String actor) {
    return of(actor).map(Identity::displayName);
  }

  /** The application id of an actor that is a program. */
  Optional<UUID> appId(String actor) {
    return of(actor).map(Identity::appId);
  }

  private Optional<Identity> of(String actor) {
    return known.computeIfAbsent(
        actor, text -> objectId(text).flatMap(id -> identities.find(tenantId, id)));
  }

  /** The service's own work and the operator's tools are recorded by names that are no ids. */
  private static Optional<UUID> objectId(String actor) {
    try {
      return actor.length() == GUID_CHARS ? Optional.of(UUID.fromString(actor)) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
