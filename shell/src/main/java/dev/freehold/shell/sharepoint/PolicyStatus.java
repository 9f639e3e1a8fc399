package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;

/** The state of a geo's policy as an object. */
final class PolicyStatus {

  static final String UNREGISTERED = "Unregistered";

  private PolicyStatus() {}

  static PsObject of(JsonNode view) {
    String state = AnswerJson.text(view, "state").orElse("");
    boolean registered = !state.equals(UNREGISTERED);
    return PsObject.ofType(CmdletTypes.SITE_POLICY_STATUS)
        .with("State", state)
        .with("PrimaryKeyVaultUri", AnswerJson.textOrNull(view, "primaryKey"))
        .with("SecondaryKeyVaultUri", AnswerJson.textOrNull(view, "secondaryKey"))
        .with(
            "RegistrationProgress",
            registered ? (int) AnswerJson.number(view, "percentOfSites") : null)
        .with("RecoveryEnabled", AnswerJson.flag(view, "recovering"))
        .with("Status", state)
        .with("AvailabilityKeyVaultUri", null)
        .with("TenantHasKey", registered)
        .with("Geo", AnswerJson.textOrNull(view, "geo"))
        .withText(state);
  }
}
