package dev.freehold.shell.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.Rest;
import java.util.Set;
import java.util.UUID;

/**
 * The signed-in account, as the server describes it.
 *
 * @param tenantName the tenant's name
 * @param roles in the server's words, such as {@code GLOBAL_ADMIN}
 */
public record Me(UUID tenantId, String tenantName, Set<String> roles) {

  /** Asks the server. */
  public static Me ask(Rest rest) {
    JsonNode me = rest.get("/api/v1/me");
    return new Me(
        AnswerJson.guid(me, "tenantId"),
        AnswerJson.text(me, "tenantName").orElse(""),
        Set.copyOf(AnswerJson.texts(me, "roles")));
  }

  /** Tells whether the caller has any of these roles; a global administrator has all. */
  public boolean hasAny(Set<String> wanted) {
    return roles.stream().anyMatch(wanted::contains) || roles.contains("GLOBAL_ADMIN");
  }
}
