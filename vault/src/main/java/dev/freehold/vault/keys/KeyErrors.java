package dev.freehold.vault.keys;

import dev.freehold.vault.material.MaterialException;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.wire.WireError;
import java.util.function.Supplier;

/** Refusals in the words that scripts look for. */
public final class KeyErrors {

  private KeyErrors() {}

  /** Does {@code work}; what it finds wrong with the caller's numbers becomes a 400. */
  public static <R> R refusing(Supplier<R> work) {
    try {
      return work.get();
    } catch (MaterialException e) {
      throw WireError.badParameter(e.getMessage());
    }
  }

  /** The same for work without a result. */
  public static void refuse(Runnable work) {
    refusing(
        () -> {
          work.run();
          return null;
        });
  }

  /** {@code id} is NAME or NAME/VERSION. */
  public static WireError notFound(String id) {
    return WireError.of(
        404,
        "KeyNotFound",
        "A key with (name/id) %s was not found in this key vault. If you recently deleted this key"
                .formatted(id)
            + " you may be able to recover it using the correct recovery command.");
  }

  /** 404: no deleted key has this name. */
  public static WireError deletedNotFound(KeyName name) {
    return WireError.of(404, "KeyNotFound", "Deleted Key not found: " + name.text());
  }

  static WireError deletedButRecoverable(String name) {
    return WireError.conflict(
        "ObjectIsDeletedButRecoverable",
        "Key %s is currently in a deleted but recoverable state, and its name cannot be reused; in"
                .formatted(name)
            + " this state, the key can only be recovered or purged.");
  }

  /** {@code id} is the address of the version that was to be restored or recovered. */
  public static WireError nameInUse(String id) {
    return WireError.of(
        409,
        "Conflict",
        "There was a conflict restoring the key '%s'. This can happen if either: a second key with"
                .formatted(id)
            + " the same name was created after the first key was deleted; thus trying to restore a"
            + " key whose name is already in use. To fix this, rename the second key to something"
            + " else so that the restore works. The second probable cause of this exception is when"
            + " multiple operations are performed in parallel against the key. To avoid this error,"
            + " perform operations against a key in a sequential manner.");
  }

  /** 409: the key was changed while the request was under way. */
  public static WireError changedMeanwhile(KeyName name) {
    return WireError.of(
        409,
        "Conflict",
        "Key %s was changed by another operation at the same time; retry.".formatted(name.text()));
  }

  /** 400: the backup was damaged. */
  public static WireError backupCorrupt() {
    return WireError.badParameter("Backup blob is corrupt.");
  }

  /** 400: the backup is of another security world. */
  public static WireError backupOfOtherWorld() {
    return WireError.badParameter(
        "Cannot decrypt backup blob. A backup can be restored only within the subscription and"
            + " geography that it was made in.");
  }

  /** 403: the vault forbids to purge before the retention is over. */
  public static WireError purgeProtected(Vault vault) {
    return WireError.of(
        403,
        "Forbidden",
        "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key"
            + " Vault service will automatically purge it after the retention period has passed."
            + "\r\nVault: "
            + vault.describe());
  }

  /** 403: the version is disabled. */
  public static WireError disabled(KeyOperation operation) {
    return disabled(operation.word());
  }

  /** 403: the version is disabled; {@code operation} as the answer words it. */
  public static WireError disabled(String operation) {
    return WireError.forbidden(
        "KeyDisabled", "Operation %s is not allowed on a disabled key.".formatted(operation));
  }

  /** 403: the version's window has not begun. */
  public static WireError notYetValid(KeyOperation operation) {
    return WireError.forbidden(
        "KeyNotYetValid",
        "Operation %s is not allowed on a key that is not yet valid.".formatted(operation.word()));
  }

  /** 403: the version's window is over. */
  public static WireError expired(KeyOperation operation) {
    return WireError.forbidden(
        "KeyExpired", "Operation %s is not allowed on an expired key.".formatted(operation.word()));
  }

  /** 403: the version is not for this operation. */
  public static WireError notPermitted(KeyOperation operation) {
    return notPermitted(operation.word());
  }

  /** 403: the version is not for this operation, as the answer words it. */
  public static WireError notPermitted(String operation) {
    return WireError.forbidden(
        "KeyOperationForbidden", "Operation %s is not permitted on this key.".formatted(operation));
  }

  /** The answer wherever no vault is, the same for every name. */
  public static WireError noVault() {
    return WireError.of(404, "VaultNotFound", "There is no vault at this address.");
  }
}
