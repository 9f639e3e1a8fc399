package dev.freehold.server.features.directory;

import dev.freehold.custody.identity.Role;
import dev.freehold.web.http.ProblemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The roles that a tenant's administrator can give: all but the operator's. */
final class Roles {

  private Roles() {}

  static Set<Role> ofTenant(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    try {
      names.stream().map(Role::valueOf).forEach(roles::add);
    } catch (IllegalArgumentException unknown) {
      throw wrong();
    }
    if (roles.contains(Role.OPERATOR)) {
      throw wrong();
    }
    return roles;
  }

  private static ProblemException wrong() {
    return ProblemException.badRequest(
        "roles are " + EnumSet.complementOf(EnumSet.of(Role.OPERATOR)));
  }
}
