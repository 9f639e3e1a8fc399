package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.subscriptions.Subscriptions;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;
import java.util.List;

/**
 * The feature by which a subscription gives up, for good, the right to purge early what was deleted
 * in its vaults. It is granted at once and never taken back.
 */
final class FeatureHandlers {

  private static final String FEATURE = "mandatoryRetentionPeriodEnabled";

  private final Subscriptions subscriptions;

  FeatureHandlers(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  Answer list(ManagementCall call) {
    return ResourcePage.whole(List.of(call), one -> write(one, one.subscription().isProtected()));
  }

  Answer get(ManagementCall call) {
    requireKnown(call);
    return Answer.ok(write(call, call.subscription().isProtected()));
  }

  Answer register(ManagementCall call) {
    requireKnown(call);
    return call.exchange()
        .commit(
            tx -> {
              subscriptions.protect(tx, call.subscription().id());
              return Answer.ok(write(call, true));
            });
  }

  Answer unregister(ManagementCall call) {
    requireKnown(call);
    throw WireError.of(
        409,
        "FeatureUnregistrationUnsupported",
        "The feature '%s' is an irreversible commitment and cannot be unregistered."
            .formatted(FEATURE));
  }

  private static void requireKnown(ManagementCall call) {
    if (!call.parameter("feature").equalsIgnoreCase(FEATURE)) {
      throw WireError.of(404, "FeatureNotFound", "The feature could not be found.");
    }
  }

  private static ObjectNode write(ManagementCall call, boolean registered) {
    ObjectNode node = WireJson.object();
    node.put(
        "id",
        ("/subscriptions/%s/providers/Microsoft.Features/providers/Microsoft.Resources/features/"
                + FEATURE)
            .formatted(call.subscription().id()));
    node.put("name", "Microsoft.Resources/" + FEATURE);
    node.put("type", "Microsoft.Features/providers/features");
    node.putObject("properties").put("state", registered ? "Registered" : "NotRegistered");
    return node;
  }
}
