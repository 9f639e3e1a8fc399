package dev.freehold.shell.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.web.http.RequestUri;

/** {@code Get-AzLocation}: where vaults can be. */
final class LocationCmdlet {

  private static final String TYPE =
      "Microsoft.Azure.Commands.ResourceManager.Common.Models.PSLocation";

  private LocationCmdlet() {}

  static CmdletInfo info(AzureSession session) {
    return Declared.reading(
            Declared.RESOURCES, "Get-AzLocation", "Shows the regions that vaults can be in.")
        .alias("Get-AzureRmLocation")
        .writes(TYPE)
        .does(() -> session.cmdlet(LocationCmdlet::get));
  }

  private static void get(AzureCall call) {
    call.management()
        .each(
            "/subscriptions/%s/locations".formatted(RequestUri.encode(call.subscription())),
            Management.GROUPS,
            json -> call.write(toObject(json)));
  }

  private static PsObject toObject(JsonNode json) {
    return PsObject.ofType(TYPE)
        .with("Location", json.path("name").asText())
        .with("DisplayName", json.path("displayName").asText());
  }
}
