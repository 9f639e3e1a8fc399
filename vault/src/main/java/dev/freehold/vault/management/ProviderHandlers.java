package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireJson;
import java.util.List;

/** The one provider, which is always registered. */
final class ProviderHandlers {

  private final Locations locations;

  ProviderHandlers(Locations locations) {
    this.locations = locations;
  }

  Answer list(ManagementCall call) {
    return ResourcePage.whole(List.of(call), this::write);
  }

  Answer get(ManagementCall call) {
    return Answer.ok(write(call));
  }

  private ObjectNode write(ManagementCall call) {
    ObjectNode node = WireJson.object();
    node.put(
        "id", "/subscriptions/%s/providers/Microsoft.KeyVault".formatted(call.subscription().id()));
    node.put("namespace", "Microsoft.KeyVault");
    node.put("registrationState", "Registered");
    node.put("registrationPolicy", "RegistrationRequired");
    ArrayNode types = node.putArray("resourceTypes");
    for (String type : List.of("vaults", "deletedVaults", "vaults/accessPolicies")) {
      ObjectNode entry = types.addObject();
      entry.put("resourceType", type);
      ArrayNode places = entry.putArray("locations");
      locations.all().forEach(location -> places.add(location.name()));
      ArrayNode versions = entry.putArray("apiVersions");
      ManagementVersions.STABLE.reversed().forEach(versions::add);
    }
    return node;
  }
}
