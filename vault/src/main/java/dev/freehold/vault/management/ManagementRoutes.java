package dev.freehold.vault.management;

import static dev.freehold.vault.VaultLimits.MAX_MANAGEMENT_BODY_BYTES;

import dev.freehold.vault.registry.PolicyChange;
import dev.freehold.vault.wire.Handler;
import dev.freehold.vault.wire.Route;
import dev.freehold.vault.wire.RouteTable;
import java.util.List;

/** Every management operation in one place; the permission is the action's name. */
final class ManagementRoutes {

  private static final String PROVIDER = "/providers/Microsoft.KeyVault/vaults";
  private static final String SUBSCRIPTION = "/subscriptions/{subscription}";
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/{group}";
  private static final String VAULT = GROUP + PROVIDER + "/{vault}";
  private static final String READ = "Microsoft.KeyVault/vaults/read";
  private static final String WRITE = "Microsoft.KeyVault/vaults/write";

  private ManagementRoutes() {}

  static RouteTable<ManagementCall, String> table(VaultHandlers handlers) {
    return new RouteTable<>(
        List.of(
            Route.of("GET", VAULT, "VaultGet", READ, 0, handlers::get),
            Route.of("PUT", VAULT, "VaultPut", WRITE, MAX_MANAGEMENT_BODY_BYTES, handlers::put),
            Route.of("GET", GROUP + PROVIDER, "VaultList", READ, 0, handlers::listInGroup),
            Route.of("GET", SUBSCRIPTION + PROVIDER, "VaultList", READ, 0, handlers::list),
            policies("add", call -> handlers.changePolicies(call, PolicyChange.ADD)),
            policies("replace", call -> handlers.changePolicies(call, PolicyChange.REPLACE)),
            policies("remove", call -> handlers.changePolicies(call, PolicyChange.REMOVE))));
  }

  private static Route<ManagementCall, String> policies(
      String word, Handler<ManagementCall> handler) {
    return Route.of(
        "PUT",
        VAULT + "/accessPolicies/" + word,
        "VaultAccessPolicyChangedEventGridNotification",
        "Microsoft.KeyVault/vaults/accessPolicies/write",
        MAX_MANAGEMENT_BODY_BYTES,
        handler);
  }
}
