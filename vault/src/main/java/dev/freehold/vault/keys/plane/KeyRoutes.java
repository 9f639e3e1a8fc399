package dev.freehold.vault.keys.plane;

import static dev.freehold.vault.VaultLimits.MAX_KEY_BODY_BYTES;
import static dev.freehold.vault.policy.KeyPermission.CREATE;
import static dev.freehold.vault.policy.KeyPermission.GET;
import static dev.freehold.vault.policy.KeyPermission.IMPORT;
import static dev.freehold.vault.policy.KeyPermission.LIST;
import static dev.freehold.vault.policy.KeyPermission.UPDATE;

import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.crypto.UseRoutes;
import dev.freehold.vault.keys.lifecycle.LifeRoutes;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import java.util.ArrayList;
import java.util.List;

/** Every operation on keys in one place. */
final class KeyRoutes {

  private KeyRoutes() {}

  static RouteTable<KeyPermission, CallHandler<KeyCall>> table(
      KeyServices services, Vaults vaults) {
    List<Route<KeyPermission, CallHandler<KeyCall>>> routes =
        new ArrayList<>(LifeRoutes.of(services, vaults));
    routes.addAll(
        List.of(
            read("/keys", "KeyList", LIST, new ListKeys()),
            read("/keys/{name}/versions", "KeyListVersions", LIST, new ListVersions()),
            read("/keys/{name}/{version?}/attestation", "KeyGetAttestation", GET, new GetKey()),
            read("/keys/{name}/{version?}/uses", "KeyUsesGet", GET, new GetKeyUses(services)),
            read("/keys/{name}/{version?}", "KeyGet", GET, new GetKey()),
            change("POST", "/keys/{name}/create", "KeyCreate", CREATE, new CreateKey(services)),
            change("PUT", "/keys/{name}", "KeyImport", IMPORT, new ImportKey(services)),
            change(
                "PATCH", "/keys/{name}/{version?}", "KeyUpdate", UPDATE, new UpdateKey(services)),
            change("POST", "/rng", "RandomBytesGet", CREATE, new GetRandomBytes(services))));
    routes.addAll(UseRoutes.of(services));
    return RouteTable.lenient(routes);
  }

  private static Route<KeyPermission, CallHandler<KeyCall>> read(
      String path, String operation, KeyPermission permission, CallHandler<KeyCall> handler) {
    return VaultRoutes.of("GET", path, operation, permission, 0, handler);
  }

  private static Route<KeyPermission, CallHandler<KeyCall>> change(
      String method,
      String path,
      String operation,
      KeyPermission permission,
      CallHandler<KeyCall> handler) {
    return VaultRoutes.of(method, path, operation, permission, MAX_KEY_BODY_BYTES, handler);
  }
}
