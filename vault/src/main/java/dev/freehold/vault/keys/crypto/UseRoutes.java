package dev.freehold.vault.keys.crypto;

import static dev.freehold.vault.VaultLimits.MAX_KEY_BODY_BYTES;

import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.web.http.Route;
import java.util.List;

/** The operations that use a key, each with its own permission. */
public final class UseRoutes {

  private UseRoutes() {}

  /** The routes of the operations with a key. */
  public static List<Route<KeyPermission, CallHandler<KeyCall>>> of(KeyServices services) {
    return List.of(
        use(
            "encrypt",
            "KeyEncrypt",
            KeyPermission.ENCRYPT,
            new Encrypt(services, KeyOperation.ENCRYPT)),
        use(
            "decrypt",
            "KeyDecrypt",
            KeyPermission.DECRYPT,
            new Decrypt(services, KeyOperation.DECRYPT)),
        use(
            "wrapkey",
            "KeyWrap",
            KeyPermission.WRAP_KEY,
            new Encrypt(services, KeyOperation.WRAP_KEY)),
        use(
            "unwrapkey",
            "KeyUnwrap",
            KeyPermission.UNWRAP_KEY,
            new Decrypt(services, KeyOperation.UNWRAP_KEY)),
        use("sign", "KeySign", KeyPermission.SIGN, new Sign(services)),
        use("verify", "KeyVerify", KeyPermission.VERIFY, new Verify(services)),
        use("release", "KeyRelease", KeyPermission.RELEASE, new ReleaseKey()));
  }

  private static Route<KeyPermission, CallHandler<KeyCall>> use(
      String word, String operation, KeyPermission permission, CallHandler<KeyCall> handler) {
    String path = "/keys/{name}/{version?}/" + word;
    return VaultRoutes.of("POST", path, operation, permission, MAX_KEY_BODY_BYTES, handler);
  }
}
