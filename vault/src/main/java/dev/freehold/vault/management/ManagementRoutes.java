package dev.freehold.vault.management;

import static dev.freehold.vault.VaultLimits.MAX_MANAGEMENT_BODY_BYTES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Every management operation in one place; the permission is the action's name. */
final class ManagementRoutes {

  static final String SUBSCRIPTION = "/subscriptions/{subscription}";
  static final String GROUP = SUBSCRIPTION + "/resourceGroups/{group}";
  static final String PROVIDER = "/providers/Microsoft.KeyVault";
  static final String VAULT = GROUP + PROVIDER + "/vaults/{vault}";
  private static final String DELETED =
      SUBSCRIPTION + PROVIDER + "/locations/{location}/deletedVaults/{deleted}";

  private ManagementRoutes() {}

  static RouteTable<String, CallHandler<ManagementCall>> table(
      Registry registry, String suffixWithPort, KeyUses uses, InstantSource clock) {
    VaultHandlers vaults = new VaultHandlers(registry, new VaultJson(suffixWithPort));
    return RouteTable.lenient(
        Stream.of(
                vaults(vaults),
                policies(new PolicyHandlers(registry.vaults())),
                uses(new UseHandlers(registry.vaults(), uses, clock)),
                deleted(new DeletedVaultHandlers(registry.deleted())),
                names(new NameHandlers(registry.vaults())),
                hsms(),
                PlatformRoutes.list(registry),
                RoleRoutes.list(new RoleHandlers(registry)))
            .flatMap(List::stream)
            .toList());
  }

  private static List<Route<String, CallHandler<ManagementCall>>> vaults(VaultHandlers handlers) {
    String all = PROVIDER + "/vaults";
    return List.of(
        read(VAULT, "VaultGet", Actions.READ_VAULT, handlers::get),
        change("PUT", VAULT, "VaultPut", Actions.WRITE_VAULT, handlers::put),
        change("PATCH", VAULT, "VaultPatch", Actions.WRITE_VAULT, handlers::patch),
        VaultRoutes.of("DELETE", VAULT, "VaultDelete", Actions.DELETE_VAULT, 0, handlers::delete),
        read(GROUP + all, "VaultList", Actions.READ_VAULT, handlers::listInGroup),
        read(SUBSCRIPTION + all, "VaultList", Actions.READ_VAULT, handlers::list));
  }

  private static List<Route<String, CallHandler<ManagementCall>>> uses(UseHandlers handlers) {
    return List.of(read(VAULT + "/uses", "VaultUsesGet", Actions.READ_VAULT, handlers::get));
  }

  private static List<Route<String, CallHandler<ManagementCall>>> policies(
      PolicyHandlers handlers) {
    return Stream.of(AccessPolicyChange.values())
        .map(
            change ->
                change(
                    "PUT",
                    VAULT + "/accessPolicies/" + change.word(),
                    "VaultAccessPolicyChangedEventGridNotification",
                    Actions.WRITE_POLICIES,
                    call -> handlers.change(call, change)))
        .toList();
  }

  private static List<Route<String, CallHandler<ManagementCall>>> deleted(
      DeletedVaultHandlers handlers) {
    String all = SUBSCRIPTION + PROVIDER + "/deletedVaults";
    return List.of(
        read(all, "VaultListDeleted", Actions.LIST_DELETED, handlers::list),
        read(DELETED, "VaultGetDeleted", Actions.READ_DELETED, handlers::get),
        change("POST", DELETED + "/purge", "VaultPurge", Actions.PURGE, handlers::purge));
  }

  private static List<Route<String, CallHandler<ManagementCall>>> names(NameHandlers handlers) {
    String check = SUBSCRIPTION + PROVIDER;
    return List.of(
        change(
            "POST",
            check + "/checkNameAvailability",
            "VaultCheckName",
            Actions.CHECK_NAME,
            handlers::checkVault),
        change(
            "POST",
            check + "/checkMhsmNameAvailability",
            "ManagedHsmCheckName",
            Actions.CHECK_NAME,
            handlers::checkHsm));
  }

  /** There are no managed HSMs here, but tools list them together with vaults. */
  private static List<Route<String, CallHandler<ManagementCall>>> hsms() {
    return Stream.of(
            SUBSCRIPTION + PROVIDER + "/managedHSMs",
            GROUP + PROVIDER + "/managedHSMs",
            SUBSCRIPTION + PROVIDER + "/deletedManagedHSMs")
        .map(path -> read(path, "ManagedHsmList", Actions.READ_HSM, ManagementRoutes::none))
        .toList();
  }

  private static Answer none(ManagementCall call) {
    return ResourcePage.whole(List.<ObjectNode>of(), item -> item);
  }

  static Route<String, CallHandler<ManagementCall>> read(
      String path, String operation, String action, CallHandler<ManagementCall> handler) {
    return VaultRoutes.of("GET", path, operation, action, 0, handler);
  }

  static Route<String, CallHandler<ManagementCall>> change(
      String method,
      String path,
      String operation,
      String action,
      CallHandler<ManagementCall> handler) {
    return VaultRoutes.of(method, path, operation, action, MAX_MANAGEMENT_BODY_BYTES, handler);
  }
}
