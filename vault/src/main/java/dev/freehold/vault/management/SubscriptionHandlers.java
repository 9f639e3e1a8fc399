package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.subscriptions.Subscriptions;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireJson;
import java.util.Comparator;
import java.util.List;

/** What tools ask at sign-in: which subscriptions and tenants there are for the caller. */
final class SubscriptionHandlers {

  private final Subscriptions subscriptions;
  private final Locations locations;

  SubscriptionHandlers(Subscriptions subscriptions, Locations locations) {
    this.subscriptions = subscriptions;
    this.locations = locations;
  }

  Answer list(ManagementCall call) {
    List<Subscription> visible =
        call.exchange().read(tx -> subscriptions.visibleTo(tx, call.caller())).stream()
            .sorted(Comparator.comparing(Subscription::displayName))
            .toList();
    return ResourcePage.whole(visible, SubscriptionHandlers::write);
  }

  Answer get(ManagementCall call) {
    return Answer.ok(write(call.subscription()));
  }

  Answer tenants(ManagementCall call) {
    return ResourcePage.whole(
        List.of(call.caller().tenantId().toString()),
        id -> {
          ObjectNode node = WireJson.object();
          node.put("id", "/tenants/" + id);
          node.put("tenantId", id);
          node.put("displayName", id);
          node.put("tenantCategory", "Home");
          return node;
        });
  }

  Answer locations(ManagementCall call) {
    return ResourcePage.whole(
        locations.all(),
        location -> {
          ObjectNode node = WireJson.object();
          node.put(
              "id",
              "/subscriptions/%s/locations/%s"
                  .formatted(call.subscription().id(), location.name()));
          node.put("name", location.name());
          node.put("type", "Region");
          node.put("displayName", location.displayName());
          node.put("regionalDisplayName", location.displayName());
          return node;
        });
  }

  private static ObjectNode write(Subscription subscription) {
    ObjectNode node = WireJson.object();
    node.put("id", "/subscriptions/" + subscription.id());
    node.put("subscriptionId", subscription.id().toString());
    node.put("tenantId", subscription.tenantId().toString());
    node.put("displayName", subscription.displayName());
    node.put("state", "Enabled");
    node.put("authorizationSource", "RoleBased");
    node.putArray("managedByTenants");
    return node;
  }
}
