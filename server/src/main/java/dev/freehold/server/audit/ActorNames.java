package dev.freehold.server.audit;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.Users;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the names of the actors in a tenant's records, if they belong to that tenant and still
 * exist. Each is looked up once. For one request or batch, used by one thread.
 */
public final class ActorNames {

  static final String SYSTEM = "system:";
  private static final String ANONYMOUS = "anonymous";
  private static final int GUID_CHARS = 36;

  private final Identities identities;
  private final UUID tenantId;
  private final Users users;
  private final Map<String, Optional<Identity>> known = new HashMap<>();
  private final Map<String, Optional<String>> named = new HashMap<>();

  /** The actors of {@code tenantId}. */
  public ActorNames(Identities identities, Users users, UUID tenantId) {
    this.identities = identities;
    this.users = users;
    this.tenantId = tenantId;
  }

  /** What the tenant calls an actor: a person's user principal name, a program's display name. */
  public Optional<String> name(String actor) {
    return named.computeIfAbsent(actor, this::nameOf);
  }

  private Optional<String> nameOf(String actor) {
    return of(actor)
        .map(
            identity ->
                users
                    .find(tenantId, identity.objectId().toString())
                    .map(User::userPrincipalName)
                    .orElse(identity.displayName()));
  }

  /** The application id of an actor that is a program. */
  public Optional<UUID> appId(String actor) {
    return of(actor).map(Identity::appId);
  }

  /**
   * What kind of user an actor is by what it may do now; who is gone counts as an administrator.
   */
  UserType type(String actor) {
    if (actor.startsWith(SYSTEM)) {
      return UserType.SYSTEM;
    }
    if (actor.equals(ANONYMOUS)) {
      return UserType.REGULAR;
    }
    return of(actor).map(ActorNames::typeOf).orElse(UserType.ADMIN);
  }

  private static UserType typeOf(Identity identity) {
    if (identity.roles().contains(Role.OPERATOR)) {
      return UserType.DATACENTER_ADMIN;
    }
    return switch (identity.kind()) {
      case USER -> identity.roles().isEmpty() ? UserType.REGULAR : UserType.ADMIN;
      case APPLICATION -> UserType.APPLICATION;
      case WORKLOAD, GROUP -> UserType.SERVICE_PRINCIPAL;
    };
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
