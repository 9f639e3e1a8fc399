package dev.freehold.vault.keys.plane;

import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.throttling.Cost;

/** To which budget an operation belongs. */
final class KeyCosts {

  private KeyCosts() {}

  static Cost of(KeyPermission permission) {
    return switch (permission) {
      case ENCRYPT, DECRYPT, WRAP_KEY, UNWRAP_KEY, SIGN, VERIFY -> Cost.USE;
      case CREATE, ROTATE, RELEASE -> Cost.CREATION;
      case IMPORT -> Cost.IMPORT;
      case GET,
          LIST,
          UPDATE,
          DELETE,
          BACKUP,
          RESTORE,
          RECOVER,
          PURGE,
          GET_ROTATION_POLICY,
          SET_ROTATION_POLICY ->
          Cost.OTHER;
    };
  }
}
