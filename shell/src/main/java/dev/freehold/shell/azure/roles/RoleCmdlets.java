package dev.freehold.shell.azure.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.vaults.VaultConsequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** New-, Get- and Remove-AzRoleAssignment, and Get-AzRoleDefinition. */
public final class RoleCmdlets {

  private static final String CREATE = "Create role assignment";
  private static final String REMOVE = "Remove role assignment";

  private static final Pattern VAULT =
      Pattern.compile("(?i)/subscriptions/.+/providers/Microsoft\\.KeyVault/vaults/[^/]+");

  private RoleCmdlets() {}

  /** Describes them. */
  public static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.changing(
                Declared.RESOURCES,
                "New-AzRoleAssignment",
                "Gives somebody a role for a subscription, a vault or one key.")
            .alias("New-AzureRmRoleAssignment")
            .defaultSet("ByObjectId")
            .with(RoleParameters.principal(true))
            .with(RoleParameters.role(true))
            .with(RoleParameters.scope())
            .with(Parameter.text("ObjectType"), Parameter.text("Description"))
            .writes(ScopeRoles.ASSIGNMENT)
            .does(() -> session.cmdlet(RoleCmdlets::give)),
        Declared.reading(
                Declared.RESOURCES,
                "Get-AzRoleAssignment",
                "Shows who has which role for a subscription, a vault or a key.")
            .alias("Get-AzureRmRoleAssignment")
            .with(RoleParameters.principal(false))
            .with(RoleParameters.role(false))
            .with(RoleParameters.scope())
            .with(
                Parameter.flag("ExpandPrincipalGroups"),
                Parameter.flag("IncludeClassicAdministrators"))
            .writes(ScopeRoles.ASSIGNMENT)
            .does(() -> session.cmdlet(RoleCmdlets::show)),
        Declared.changing(
                Declared.RESOURCES, "Remove-AzRoleAssignment", "Takes a role from somebody.")
            .alias("Remove-AzureRmRoleAssignment")
            .with(RoleParameters.principal(false))
            .with(RoleParameters.role(false))
            .with(RoleParameters.scope())
            .with(Parameter.any("InputObject").byValue(), Parameter.flag("PassThru"))
            .writes(ScopeRoles.ASSIGNMENT)
            .does(() -> session.cmdlet(RoleCmdlets::take)),
        Declared.reading(
                Declared.RESOURCES, "Get-AzRoleDefinition", "Shows the roles that can be given.")
            .alias("Get-AzureRmRoleDefinition")
            .with(
                Parameter.text("Name").alias("RoleDefinitionName").at(0),
                Parameter.text("Id"),
                Parameter.text("Scope"),
                Parameter.flag("Custom"))
            .writes(ScopeRoles.DEFINITION)
            .does(() -> session.cmdlet(RoleCmdlets::definitions)));
  }

  private static void give(AzureCall call) {
    ScopeRoles roles = new ScopeRoles(call, RoleParameters.scopeOf(call));
    String principal = RoleParameters.principalOf(call).orElseThrow(RoleCmdlets::nobody);
    JsonNode role = roles.role(RoleParameters.roleOf(call).orElseThrow(RoleCmdlets::noRole));
    if (!call.shouldProcess(principal, CREATE)) {
      return;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode properties = body.putObject("properties");
    properties.put("roleDefinitionId", role.path("id").asText());
    properties.put("principalId", principal);
    call.text("ObjectType").ifPresent(type -> properties.put("principalType", type));
    JsonNode made =
        call.management()
            .send("PUT", roles.path(UUID.randomUUID().toString()), ScopeRoles.API, body);
    call.write(roles.toObjects(List.of(made)).getFirst());
  }

  private static void show(AzureCall call) {
    ScopeRoles roles = new ScopeRoles(call, RoleParameters.scopeOf(call));
    roles.toObjects(wanted(call, roles)).forEach(call::write);
  }

  private static List<JsonNode> wanted(AzureCall call, ScopeRoles roles) {
    Optional<String> principal = RoleParameters.principalOf(call);
    Optional<String> role =
        RoleParameters.roleOf(call).map(name -> roles.role(name).path("id").asText());
    List<JsonNode> found = new ArrayList<>();
    roles.each(
        one -> {
          JsonNode properties = one.path("properties");
          if (principal.stream().allMatch(properties.path("principalId").asText()::equalsIgnoreCase)
              && role.stream()
                  .allMatch(properties.path("roleDefinitionId").asText()::equalsIgnoreCase)) {
            found.add(one);
          }
        });
    return found;
  }

  private static void take(AzureCall call) {
    Object input = call.bound().value("InputObject");
    if (input instanceof PsObject object && object.has("RoleAssignmentId")) {
      remove(
          call,
          Text.of(object.get("RoleAssignmentId")),
          Text.of(object.get("ObjectId")),
          Optional.of(object));
      return;
    }
    if (RoleParameters.principalOf(call).isEmpty()) {
      throw nobody();
    }
    if (RoleParameters.roleOf(call).isEmpty()) {
      throw noRole();
    }
    ScopeRoles roles = new ScopeRoles(call, RoleParameters.scopeOf(call));
    List<JsonNode> found =
        wanted(call, roles).stream()
            .filter(one -> isOfScope(one.at("/properties/scope").asText(), roles))
            .toList();
    if (found.isEmpty()) {
      throw AzureFailure.missing(
          "RoleAssignmentNotFound",
          "The provided information does not map to a role assignment for this scope itself.");
    }
    List<PsObject> objects = roles.toObjects(found);
    for (PsObject object : objects) {
      remove(
          call,
          Text.of(object.get("RoleAssignmentId")),
          Text.of(object.get("ObjectId")),
          Optional.of(object));
    }
  }

  private static boolean isOfScope(String scope, ScopeRoles roles) {
    return scope.startsWith("/") && RoleParameters.path(scope).equalsIgnoreCase(roles.scope());
  }

  private static void remove(
      AzureCall call, String id, String principal, Optional<PsObject> object) {
    String path = RoleParameters.path(id);
    Consequences consequences = Consequences.of(() -> losses(call, path, principal));
    if (call.shouldProcess(principal, REMOVE, consequences)) {
      call.management().send("DELETE", path, ScopeRoles.API, null);
      object.ifPresent(call::passThru);
    }
  }

  /** What a principal loses with a role for a vault or a key of it. */
  private static List<String> losses(AzureCall call, String id, String principal) {
    Matcher vault = VAULT.matcher(id);
    return vault.lookingAt()
        ? call.management()
            .find(vault.group(), Management.VAULTS)
            .map(found -> new VaultConsequences(call, found).of(principal))
            .orElse(List.of())
        : List.of();
  }

  private static void definitions(AzureCall call) {
    String scope =
        call.text("Scope")
            .map(RoleParameters::path)
            .orElseGet(() -> "/subscriptions/" + call.subscription());
    Wildcard names = Wildcard.of(call.text("Name").orElse("*"));
    if (call.bound().flag("Custom")) {
      return;
    }
    new ScopeRoles(call, scope)
        .eachRole(
            role -> {
              boolean wanted =
                  names.matches(role.at("/properties/roleName").asText())
                      && call.text("Id").stream()
                          .allMatch(role.path("name").asText()::equalsIgnoreCase);
              if (wanted) {
                call.write(ScopeRoles.definition(role));
              }
            });
  }

  private static AzureFailure nobody() {
    return AzureFailure.argument(
        "NoPrincipal", "Name who it is: -SignInName, -ApplicationId or -ObjectId.");
  }

  private static AzureFailure noRole() {
    return AzureFailure.argument(
        "NoRole", "Name the role: -RoleDefinitionName or -RoleDefinitionId.");
  }
}
