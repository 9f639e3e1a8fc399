package dev.freehold.vault.keys;

import static dev.freehold.vault.VaultLimits.MAX_KEY_BODY_BYTES;
import static dev.freehold.vault.policy.KeyPermission.CREATE;
import static dev.freehold.vault.policy.KeyPermission.GET;
import static dev.freehold.vault.policy.KeyPermission.IMPORT;
import static dev.freehold.vault.policy.KeyPermission.LIST;
import static dev.freehold.vault.policy.KeyPermission.UNWRAP_KEY;
import static dev.freehold.vault.policy.KeyPermission.UPDATE;
import static dev.freehold.vault.policy.KeyPermission.WRAP_KEY;

import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.wire.Handler;
import dev.freehold.vault.wire.Route;
import dev.freehold.vault.wire.RouteTable;
import java.util.List;

/** Every operation on keys in one place. */
final class KeyRoutes {

  private KeyRoutes() {}

  static RouteTable<KeyCall, KeyPermission> table(KeyServices services) {
    return new RouteTable<>(
        List.of(
            read("/keys", "KeyList", LIST, new ListKeys()),
            read("/keys/{name}/versions", "KeyListVersions", LIST, new ListVersions()),
            read("/keys/{name}/{version?}", "KeyGet", GET, new GetKey()),
            change("POST", "/keys/{name}/create", "KeyCreate", CREATE, new CreateKey(services)),
            change("PUT", "/keys/{name}", "KeyImport", IMPORT, new ImportKey(services)),
            change(
                "PATCH", "/keys/{name}/{version?}", "KeyUpdate", UPDATE, new UpdateKey(services)),
            use("wrapkey", "KeyWrap", WRAP_KEY, new WrapKey(services)),
            use("unwrapkey", "KeyUnwrap", UNWRAP_KEY, new UnwrapKey(services))));
  }

  private static Route<KeyCall, KeyPermission> read(
      String path, String operation, KeyPermission permission, Handler<KeyCall> handler) {
    return Route.of("GET", path, operation, permission, 0, handler);
  }

  private static Route<KeyCall, KeyPermission> change(
      String method,
      String path,
      String operation,
      KeyPermission permission,
      Handler<KeyCall> handler) {
    return Route.of(method, path, operation, permission, MAX_KEY_BODY_BYTES, handler);
  }

  private static Route<KeyCall, KeyPermission> use(
      String word, String operation, KeyPermission permission, Handler<KeyCall> handler) {
    return change("POST", "/keys/{name}/{version?}/" + word, operation, permission, handler);
  }
}
