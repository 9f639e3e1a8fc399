package dev.freehold.shell.azure.roles;

import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.web.http.RequestUri;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What calls over role assignments name: who, which role, and for what. */
final class RoleParameters {

  private static final String VAULTS = "Microsoft.KeyVault/vaults";

  private RoleParameters() {}

  /** Whom it is about. */
  static Parameter[] principal(boolean oneIsNeeded) {
    Parameter objectId = Parameter.text("ObjectId").alias("Id", "PrincipalId");
    return new Parameter[] {
      oneIsNeeded ? objectId : objectId.byPropertyName(),
      Parameter.text("SignInName").alias("Email", "UserPrincipalName"),
      Parameter.text("ApplicationId").alias("SPN", "ServicePrincipalName")
    };
  }

  /** Which role. */
  static Parameter[] role(boolean oneIsNeeded) {
    Parameter name = Parameter.text("RoleDefinitionName");
    return new Parameter[] {
      oneIsNeeded ? name : name.byPropertyName(), Parameter.text("RoleDefinitionId")
    };
  }

  /** For what. */
  static Parameter[] scope() {
    return new Parameter[] {
      Parameter.text("Scope").byPropertyName(),
      Parameter.text("ResourceGroupName"),
      Parameter.text("ResourceName"),
      Parameter.text("ResourceType"),
      Parameter.text("ParentResource")
    };
  }

  /** The object id of who is meant, if anybody is named. */
  static Optional<String> principalOf(AzureCall call) {
    return call.text("ObjectId")
        .or(() -> call.text("SignInName").map(call.directory()::person))
        .or(() -> call.text("ApplicationId").map(call.directory()::servicePrincipal));
  }

  /** The name or the id of the role, if one is named. */
  static Optional<String> roleOf(AzureCall call) {
    return call.text("RoleDefinitionName", "RoleDefinitionId");
  }

  /** A scope or the id of an assignment as the path of a request, without a slash at its end. */
  static String path(String id) {
    if (!id.startsWith("/") || id.startsWith("//")) {
      throw AzureFailure.argument(
          "InvalidScope",
          "'%s' is not a scope; it looks like /subscriptions/ID, or the resource id of a vault."
              .formatted(id));
    }
    return Arrays.stream(id.split("/")).map(RequestUri::encode).collect(Collectors.joining("/"));
  }

  /** The path of what the roles are for; the subscription if nothing is named. */
  static String scopeOf(AzureCall call) {
    Optional<String> scope = call.text("Scope");
    if (scope.isPresent()) {
      return path(scope.get());
    }
    String subscription = "/subscriptions/" + call.subscription();
    if (call.text("ResourceName").isEmpty()) {
      if (call.text("ResourceGroupName").isPresent()) {
        throw AzureFailure.argument(
            "GroupScope",
            "Roles are given for a subscription, a vault or a key here, not for a resource group."
                + " Name the vault with -ResourceName, or give -Scope.");
      }
      return subscription;
    }
    if (call.text("ResourceType").filter(type -> !type.equalsIgnoreCase(VAULTS)).isPresent()) {
      throw AzureFailure.argument(
          "ResourceType", "The only resources here are of the type %s.".formatted(VAULTS));
    }
    String vault = call.text("ResourceName").get();
    return call.management()
        .findVault(call.subscription(), vault)
        .orElseThrow(
            () -> AzureFailure.missing("VaultNotFound", "Cannot find vault '%s'.".formatted(vault)))
        .path();
  }
}
