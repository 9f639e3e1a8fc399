package dev.freehold.console.frame;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who looks at the page, as {@code GET /api/v1/me} says.
 *
 * @param userPrincipalName the name for signing in
 * @param roles in the words of the API
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConsolePerson(
    UUID objectId,
    String displayName,
    String userPrincipalName,
    String tenantName,
    List<String> roles) {

  private static final Set<String> AS_GLOBAL =
      Set.of("COMPLIANCE_ADMIN", "EXCHANGE_ADMIN", "SHAREPOINT_ADMIN", "AUDITOR");

  /** Copies the roles. */
  public ConsolePerson {
    roles = roles == null ? List.of() : List.copyOf(roles);
  }

  /** Whether the person may do what this role may. */
  public boolean has(String role) {
    return roles.contains(role) || (roles.contains("GLOBAL_ADMIN") && AS_GLOBAL.contains(role));
  }
}
