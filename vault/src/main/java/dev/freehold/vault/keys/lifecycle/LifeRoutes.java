package dev.freehold.vault.keys.lifecycle;

import static dev.freehold.vault.VaultLimits.MAX_KEY_BODY_BYTES;
import static dev.freehold.vault.VaultLimits.MAX_RESTORE_BODY_BYTES;

import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.web.http.Route;
import java.util.List;

/** The operations that end, recover, copy or renew a key. */
public final class LifeRoutes {

  private LifeRoutes() {}

  /** The routes of the operations that end, restore or renew keys. */
  public static List<Route<KeyPermission, CallHandler<KeyCall>>> of(
      KeyServices services, Vaults vaults) {
    return List.of(
        VaultRoutes.of(
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
        VaultRoutes.of(
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
  private static Route<KeyPermission, CallHandler<KeyCall>> bare(
      String method,
      String path,
      String operation,
      KeyPermission permission,
      CallHandler<KeyCall> handler) {
    return VaultRoutes.of(method, path, operation, permission, 0, handler);
  }
}
