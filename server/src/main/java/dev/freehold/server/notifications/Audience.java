package dev.freehold.server.notifications;

import dev.freehold.custody.identity.Role;
import java.util.Set;

/**
 * Who is told by e-mail, besides the persons that an occasion names.
 *
 * @param roles everybody of the tenant who has one of them
 * @param operators whether the operators of the server are told
 */
public record Audience(Set<Role> roles, boolean operators) {

  /** Copies the roles. */
  public Audience {
    roles = Set.copyOf(roles);
  }

  /** Only the persons that the occasion names. */
  static Audience named() {
    return new Audience(Set.of(), false);
  }

  static Audience of(Role... roles) {
    return new Audience(Set.of(roles), false);
  }

  static Audience ofOperators() {
    return new Audience(Set.of(), true);
  }

  Audience andOperators() {
    return new Audience(roles, true);
  }
}
