package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;

/** An Azure subscription, to which vaults belong. */
public record AzureSubscription(String id, String name, String tenantId, String state) {

  static AzureSubscription of(JsonNode json) {
    return new AzureSubscription(
        json.path("subscriptionId").asText(),
        json.path("displayName").asText(),
        json.path("tenantId").asText(),
        json.path("state").asText());
  }

  public boolean isCalled(String idOrName) {
    return id.equalsIgnoreCase(idOrName) || name.equalsIgnoreCase(idOrName);
  }

  public PsObject toObject() {
    return PsObject.ofType("Microsoft.Azure.Commands.Profile.Models.PSAzureSubscription")
        .with("Name", name)
        .with("Id", id)
        .with("TenantId", tenantId)
        .with("State", state)
        .with("SubscriptionId", id)
        .withText(id);
  }
}
