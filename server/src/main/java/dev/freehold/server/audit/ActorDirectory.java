package dev.freehold.server.audit;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.people.Users;
import java.util.UUID;

/** Where the names of a tenant's actors are looked up. Thread-safe. */
public record ActorDirectory(Identities identities, Users users) {

  /** The names of this tenant's actors, for one request. */
  public ActorNames of(UUID tenantId) {
    return new ActorNames(identities, users, tenantId);
  }
}
