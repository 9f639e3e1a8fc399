package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.Json;
import dev.freehold.shell.view.CmdletTypes;

/** The state of a geo's policy as an object. */
final class PolicyStatus {

  static final String UNREGISTERED = "Unregistered";

  private PolicyStatus() {}

  static PsObject of(JsonNode view) {
    String state = Json.text(view, "state").orElse("");
    boolean registered = !state.equals(UNREGISTERED);
    return PsObject.ofType(CmdletTypes.SITE_POLICY_STATUS)
        .with("State", state)
        .with("PrimaryKeyVaultUri", Json.textOrNull(view, "primaryKey"))
        .with("SecondaryKeyVaultUri", Json.textOrNull(view, "secondaryKey"))
        .with("RegistrationProgress", registered ? (int) Json.number(view, "percentOfSites") : null)
        .with("RecoveryEnabled", Json.flag(view, "recovering"))
        .with("Status", state)
        .with("AvailabilityKeyVaultUri", null)
        .with("TenantHasKey", registered)
        .with("Geo", Json.textOrNull(view, "geo"))
        .withText(state);
  }
}
