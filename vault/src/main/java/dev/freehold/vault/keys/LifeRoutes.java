package dev.freehold.vault.keys;

import static dev.freehold.vault.VaultLimits.MAX_KEY_BODY_BYTES;
import static dev.freehold.vault.VaultLimits.MAX_RESTORE_BODY_BYTES;

import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Handler;
import dev.freehold.vault.wire.Routes;
import dev.freehold.web.http.Route;
import java.util.List;

/** The operations that end a key, bring it back, carry it elsewhere or renew it. */
final class LifeRoutes {

  private LifeRoutes() {}

  static List<Route<KeyPermission, Handler<KeyCall>>> of(KeyServices services, Vaults vaults) {
    return List.of(
        Routes.of(
            "POST",
            "/keys/restore",
            "KeyRestore",
            KeyPermission.RESTORE,
            MAX_RESTORE_BODY_BYTES,
            new RestoreKey(services)),
        bare(
            "POST",
            "/keys/{name}/backup",
            "KeyBackup",
            KeyPermission.BACKUP,
            new BackupKey(services)),
        bare(
            "POST",
            "/keys/{name}/rotate",
            "KeyRotate",
            KeyPermission.ROTATE,
            new RotateKey(services)),
        bare(
            "GET",
            "/keys/{name}/rotationpolicy",
            "KeyRotationPolicyGet",
            KeyPermission.GET_ROTATION_POLICY,
            new GetRotationPolicy()),
        Routes.of(
            "PUT",
            "/keys/{name}/rotationpolicy",
            "KeyRotationPolicySet",
            KeyPermission.SET_ROTATION_POLICY,
            MAX_KEY_BODY_BYTES,
            new SetRotationPolicy(services)),
        bare("DELETE", "/keys/{name}", "KeyDelete", KeyPermission.DELETE, new DeleteKey(services)),
        bare("GET", "/deletedkeys", "KeyListDeleted", KeyPermission.LIST, new ListDeletedKeys()),
        bare("GET", "/deletedkeys/{name}", "KeyGetDeleted", KeyPermission.GET, new GetDeletedKey()),
        bare(
            "POST",
            "/deletedkeys/{name}/recover",
            "KeyRecover",
            KeyPermission.RECOVER,
            new RecoverKey()),
        bare(
            "DELETE",
            "/deletedkeys/{name}",
            "KeyPurge",
            KeyPermission.PURGE,
            new PurgeKey(services, vaults)));
  }

  /** A request without a body. */
  private static Route<KeyPermission, Handler<KeyCall>> bare(
      String method,
      String path,
      String operation,
      KeyPermission permission,
      Handler<KeyCall> handler) {
    return Routes.of(method, path, operation, permission, 0, handler);
  }
}
