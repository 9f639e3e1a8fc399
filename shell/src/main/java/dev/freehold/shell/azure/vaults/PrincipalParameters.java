package dev.freehold.shell.azure.vaults;

import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;

/** Whom a call over access policies is about. */
final class PrincipalParameters {

  private PrincipalParameters() {}

  /**
   * The object id.
   *
   * @param checked whether an id that is given must be somebody's
   */
  static String objectId(AzureCall call, boolean checked) {
    if (call.bound().has("ObjectId")) {
      String id = call.text("ObjectId").orElse("");
      String guid =
          Conversions.tryConvert(id, PsType.of(PsKind.GUID))
              .map(Object::toString)
              .orElseThrow(
                  () -> AzureFailure.argument("ObjectId", "Cannot parse ObjectId into Guid."));
      if (checked) {
        call.directory().requireKnown(guid);
      }
      return guid;
    }
    return call.text("UserPrincipalName", "EmailAddress")
        .map(call.directory()::person)
        .orElseGet(
            () ->
                call.directory().servicePrincipal(call.text("ServicePrincipalName").orElseThrow()));
  }
}
