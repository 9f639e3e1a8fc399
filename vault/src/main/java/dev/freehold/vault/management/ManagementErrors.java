package dev.freehold.vault.management;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.auth.Caller;
import dev.freehold.vault.wire.WireError;
import java.util.function.Supplier;

/** Refusals in the words of the management plane. */
final class ManagementErrors {

  private ManagementErrors() {}

  static WireError vaultNotFound(ManagementCall call) {
    return WireError.of(
        404,
        "ResourceNotFound",
        "The Resource 'Microsoft.KeyVault/vaults/%s' under resource group '%s' was not found."
            .formatted(call.vaultName(), call.resourceGroup()));
  }

  /** The same for a subscription of others and for one that does not exist. */
  static WireError notAuthorized(Caller caller, String action, String subscription) {
    return WireError.of(
        403,
        "AuthorizationFailed",
        "The client '%1$s' with object id '%1$s' does not have authorization to perform action '%2$s' over scope '/subscriptions/%3$s' or the scope is invalid."
            .formatted(caller.objectId(), action, subscription));
  }

  static WireError badRequest(String message) {
    return WireError.of(400, "BadRequest", message);
  }

  /** Runs {@code work}, turning refusals of the rules into answers. */
  static <R> R answering(Supplier<R> work) {
    try {
      return work.get();
    } catch (VaultException e) {
      throw switch (e.error()) {
        case INVALID -> badRequest(e.getMessage());
        case ALREADY_EXISTS -> WireError.of(409, "VaultAlreadyExists", e.getMessage());
        case NOT_FOUND -> WireError.of(404, "ResourceNotFound", e.getMessage());
        case SECRET_FILE, AUTHORITY, MASTER_KEY, SEALED_KEY, LISTEN, PLATFORM -> e;
      };
    }
  }
}
