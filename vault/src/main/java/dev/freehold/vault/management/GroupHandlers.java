package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.subscriptions.ResourceGroup;
import dev.freehold.vault.subscriptions.Subscriptions;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireJson;
import java.util.List;
import java.util.Map;

/**
 * Resource groups. One cannot be deleted, because that would delete all that is in it. A group is a
 * name and no place: any region of this server is taken for it, and it is shown in the first.
 */
final class GroupHandlers {

  private final Subscriptions subscriptions;
  private final Locations locations;

  GroupHandlers(Subscriptions subscriptions, Locations locations) {
    this.subscriptions = subscriptions;
    this.locations = locations;
  }

  Answer list(ManagementCall call) {
    ResourcePage page = ResourcePage.of(call);
    List<ResourceGroup> rows =
        call.exchange()
            .read(
                tx ->
                    subscriptions.groups(
                        tx, call.subscription().id(), page.after(), page.rowsToRead()));
    return page.answer(call, rows, group -> write(call, group), ResourceGroup::name);
  }

  Answer get(ManagementCall call) {
    return Answer.ok(write(call, existing(call)));
  }

  /** Tells only whether there is one. */
  Answer check(ManagementCall call) {
    existing(call);
    return Answer.noContent();
  }

  Answer put(ManagementCall call) {
    JsonBody body = call.json();
    Regions.require(
        body.text("location").orElseThrow(() -> ManagementErrors.missing("location")), locations);
    return ManagementErrors.answering(
        () -> {
          ResourceGroup wanted =
              new ResourceGroup(call.resourceGroup(), body.textMap("tags").orElse(Map.of()));
          return call.exchange()
              .commit(
                  tx -> {
                    boolean made = subscriptions.putGroup(tx, call.subscription().id(), wanted);
                    ResourceGroup stored =
                        subscriptions
                            .group(tx, call.subscription().id(), wanted.name())
                            .orElseThrow();
                    return Answer.of(made ? 201 : 200, write(call, stored));
                  });
        });
  }

  private ResourceGroup existing(ManagementCall call) {
    return call.exchange()
        .read(tx -> subscriptions.group(tx, call.subscription().id(), call.resourceGroup()))
        .orElseThrow(() -> ManagementErrors.groupNotFound(call.resourceGroup()));
  }

  private ObjectNode write(ManagementCall call, ResourceGroup group) {
    ObjectNode node = WireJson.object();
    node.put(
        "id",
        "/subscriptions/%s/resourceGroups/%s".formatted(call.subscription().id(), group.name()));
    node.put("name", group.name());
    node.put("type", "Microsoft.Resources/resourceGroups");
    node.put("location", locations.first().name());
    VaultJson.tags(node, group.tags());
    node.putObject("properties").put("provisioningState", "Succeeded");
    return node;
  }
}
