package dev.freehold.custody.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The roles of one identity, for rules about everybody who has a certain role.
 *
 * @param objectId who
 * @param displayName by which people know them; the object id if the row is not authentic
 * @param roles empty if the row was not written by this service, so that its roles are not known
 */
public record HeldRole(UUID objectId, String displayName, Optional<Set<Role>> roles) {

  /** Copies the roles. */
  public HeldRole {
    roles = roles.map(Set::copyOf);
  }

  /**
   * Everybody of the tenant who holds a role, by object id, however many they are. Whoever's row is
   * not authentic is among them: else a role that is written away would free others from a rule.
   * Each row of the tenant's is read and its seal checked.
   */
  public static List<HeldRole> among(Handle tx, UUID tenantId, Role role) {
    try (Stream<HeldRole> all = IdentityRows.roles(tx, tenantId)) {
      return all.filter(held -> held.roles().map(roles -> roles.contains(role)).orElse(true))
          .toList();
    }
  }
}
