package dev.freehold.console.people;

import dev.freehold.web.http.FormBody;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A role to tick.
 *
 * @param role in the word of the API
 * @param isTicked whether somebody has it
 * @param isFree whether it can be changed here
 */
public record RoleBox(String role, boolean isTicked, boolean isFree) {

  /** A form may not have a field twice, so each role is a field. */
  private static final String FIELD = "role.";

  /** Who came for another purpose does not become a holder of keys. */
  private static final Set<String> ONLY_AT_FIRST = Set.of("VAULT_ADMIN");

  private static final List<String> ROLES =
      List.of(
          "GLOBAL_ADMIN",
          "COMPLIANCE_ADMIN",
          "EXCHANGE_ADMIN",
          "SHAREPOINT_ADMIN",
          "VAULT_ADMIN",
          "APPROVER",
          "AUDITOR");

  /** The name of its field. */
  public String field() {
    return FIELD + role;
  }

  /** Those for somebody new. */
  static List<RoleBox> none() {
    return ROLES.stream().map(role -> new RoleBox(role, false, true)).toList();
  }

  /** Those for somebody who has these roles. */
  static List<RoleBox> of(Collection<String> roles) {
    return ROLES.stream()
        .map(
            role -> {
              boolean has = roles.contains(role);
              return new RoleBox(role, has, has || !ONLY_AT_FIRST.contains(role));
            })
        .toList();
  }

  /** The roles that were ticked. */
  static List<String> ticked(FormBody form) {
    return ROLES.stream().filter(role -> form.field(FIELD + role).isPresent()).toList();
  }
}
