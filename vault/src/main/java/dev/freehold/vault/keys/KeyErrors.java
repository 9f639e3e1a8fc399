package dev.freehold.vault.keys;

import dev.freehold.vault.wire.WireError;

/** Refusals in the words that scripts match. */
final class KeyErrors {

  private KeyErrors() {}

  /** {@code id} is NAME or NAME/VERSION. */
  static WireError notFound(String id) {
    return WireError.of(
        404,
        "KeyNotFound",
        "A key with (name/id) %s was not found in this key vault. If you recently deleted this key"
                .formatted(id)
            + " you may be able to recover it using the correct recovery command. For help"
            + " resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182");
  }

  static WireError disabled(KeyOperation operation) {
    return WireError.forbidden(
        "KeyDisabled",
        "Operation %s is not allowed on a disabled key.".formatted(operation.word()));
  }

  static WireError notYetValid(KeyOperation operation) {
    return WireError.forbidden(
        "KeyNotYetValid",
        "Operation %s is not allowed on a key that is not yet valid.".formatted(operation.word()));
  }

  static WireError expired(KeyOperation operation) {
    return WireError.forbidden(
        "KeyExpired", "Operation %s is not allowed on an expired key.".formatted(operation.word()));
  }

  static WireError notPermitted(KeyOperation operation) {
    return WireError.forbidden(
        "KeyOperationForbidden",
        "Operation %s is not permitted on this key.".formatted(operation.word()));
  }
}
