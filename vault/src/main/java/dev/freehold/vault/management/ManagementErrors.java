package dev.freehold.vault.management;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.wire.WireError;
import java.util.UUID;
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

  static WireError deletedVaultNotFound(String name) {
    return WireError.of(
        404, "DeletedVaultNotFound", "The deleted vault '%s' was not found.".formatted(name));
  }

  static WireError groupNotFound(String name) {
    return WireError.of(
        404, "ResourceGroupNotFound", "Resource group '%s' could not be found.".formatted(name));
  }

  static WireError nameTaken() {
    return WireError.of(409, "VaultAlreadyExists", "The vault name is already in use.");
  }

  static WireError inDeletedState() {
    return WireError.of(
        409,
        "ConflictError",
        "A vault with the same name already exists in deleted state. You need to either recover or"
            + " purge existing key vault.");
  }

  static WireError nothingToRecover() {
    return WireError.of(
        404,
        "SoftDeletedVaultDoesNotExist",
        "A soft deleted vault with the given name does not exist. Ensure that the name for the"
            + " vault that is being attempted to recover is in a recoverable state.");
  }

  /** The same for a subscription of others and for one that does not exist. */
  static WireError notAuthorized(TokenCaller caller, String action, UUID subscription) {
    return WireError.of(
        403,
        "AuthorizationFailed",
        ("The client '%1$s' with object id '%1$s' does not have authorization to perform action"
                + " '%2$s' over scope '/subscriptions/%3$s' or the scope is invalid.")
            .formatted(caller.objectId(), action, subscription));
  }

  static WireError badRequest(String message) {
    return WireError.of(400, "BadRequest", message);
  }

  static WireError missing(String member) {
    return badRequest("The property %s is missing.".formatted(member));
  }

  /** Runs {@code work} on vaults, turning refusals of the rules into answers. */
  static <R> R answering(Supplier<R> work) {
    return answering("VaultAlreadyExists", work);
  }

  /** The same with the code for what is there already. */
  static <R> R answering(String takenCode, Supplier<R> work) {
    try {
      return work.get();
    } catch (VaultException e) {
      throw switch (e.error()) {
        case INVALID -> badRequest(e.getMessage());
        case ALREADY_EXISTS -> WireError.of(409, takenCode, e.getMessage());
        case NOT_FOUND -> WireError.of(404, "ResourceNotFound", e.getMessage());
        case NOT_ALLOWED -> WireError.of(403, "MethodNotAllowed", e.getMessage());
        case MASTER_KEY,
            SEALED_KEY,
            ROW_NOT_AUTHENTIC,
            ROW_OUT_OF_DATE,
            SEAL_MARKS,
            TOKEN,
            PLATFORM ->
            e;
      };
    }
  }
}
