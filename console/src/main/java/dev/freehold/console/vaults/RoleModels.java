package dev.freehold.console.vaults;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Roles and who has them, as the management plane of vaults answers. */
public final class RoleModels {

  private static final Pattern SCOPE =
      Pattern.compile(
          "/subscriptions/[^/]+(?:/resourceGroups/[^/]+/providers/Microsoft[.]KeyVault"
              + "/vaults/([^/]+)(?:/keys/([^/]+))?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> OPENING =
      Set.of(
          "Microsoft.KeyVault/vaults/keys/wrap/action",
          "Microsoft.KeyVault/vaults/keys/unwrap/action");

  private RoleModels() {}

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Assignments of roles. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Assignments(List<Assignment> value) {
    Assignments {
      value = value == null ? List.of() : List.copyOf(value);
    }
  }

  /**
   * A role that somebody has.
   *
   * @param id its path
   * @param name the last part of the path
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Assignment(String id, String name, Grant properties) {

    /** The vault that it is for; empty if it is for a whole subscription. */
    public Optional<String> vault() {
      return part(1);
    }

    /** The key that it is for; empty if it is for all of them. */
    public Optional<String> key() {
      return part(2);
    }

    private Optional<String> part(int group) {
      Matcher scope = SCOPE.matcher(properties.scope());
      return scope.matches() ? Optional.ofNullable(scope.group(group)) : Optional.empty();
    }

    /** The same by the path of its subscription, which also leads to roles of deleted vaults. */
    Assignment at(String subscription) {
      return new Assignment(
          subscription + "/providers/Microsoft.Authorization/roleAssignments/" + name,
          name,
          properties);
    }

    /** Whether it counts in a vault, for all keys or for one. */
    boolean reaches(String vaultName) {
      return vault().map(vaultName::equalsIgnoreCase).orElse(true);
    }
  }

  /** Who has which role, and for what. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Grant(String principalId, String roleDefinitionId, String scope) {

    /** The id of the role, the same in every subscription. */
    String role() {
      return last(roleDefinitionId);
    }
  }

  /** Roles that there are. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Definitions(List<Definition> value) {
    Definitions {
      value = value == null ? List.of() : List.copyOf(value);
    }
  }

  /**
   * A role.
   *
   * @param id its path within a subscription
   * @param name its id, the same everywhere
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Definition(String id, String name, Meaning properties) {

    /** Whether whoever has it can wrap or unwrap, which is what the service does. */
    boolean opensKeys() {
      return properties.permissions().stream()
          .flatMap(permission -> permission.dataActions().stream())
          .anyMatch(OPENING::contains);
    }
  }

  /** What a role is called, and what it lets people do. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Meaning(String roleName, List<Actions> permissions) {

    /** Copies the list. */
    public Meaning {
      permissions = permissions == null ? List.of() : List.copyOf(permissions);
    }
  }

  /** Operations on keys. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Actions(List<String> dataActions) {

    /** Copies the list. */
    public Actions {
      dataActions = dataActions == null ? List.of() : List.copyOf(dataActions);
    }
  }
}
