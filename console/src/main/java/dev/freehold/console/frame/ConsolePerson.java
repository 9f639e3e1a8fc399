package dev.freehold.console.frame;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;

/**
 * Who looks at the page, as {@code GET /api/v1/me} says.
 *
 * @param userPrincipalName the name for signing in; null for a program
 * @param roles in the words of the API
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConsolePerson(
    UUID objectId,
    String displayName,
    String userPrincipalName,
    String tenantName,
    List<String> roles) {

  /** Copies the roles. */
  public ConsolePerson {
    roles = roles == null ? List.of() : List.copyOf(roles);
  }

  /** Whether it is no person: an operator, which has neither a user name nor a password. */
  public boolean isProgram() {
    return userPrincipalName == null;
  }
}
