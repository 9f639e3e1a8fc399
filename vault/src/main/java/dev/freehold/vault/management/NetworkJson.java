package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.policy.IpRule;
import dev.freehold.vault.policy.NetworkRules;
import dev.freehold.vault.policy.NetworkRules.Bypass;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireJson;
import java.util.Arrays;
import java.util.List;

/** Network rules as JSON. What could not be enforced is refused rather than kept. */
final class NetworkJson {

  private NetworkJson() {}

  static ObjectNode write(NetworkRules rules) {
    ObjectNode node = WireJson.object();
    node.put("bypass", rules.bypass().word());
    node.put("defaultAction", rules.denyByDefault() ? "Deny" : "Allow");
    ArrayNode ranges = node.putArray("ipRules");
    rules.ranges().forEach(range -> ranges.addObject().put("value", range.text()));
    node.putArray("virtualNetworkRules");
    return node;
  }

  static String publicAccess(NetworkRules rules) {
    return rules.publicAccess() ? "Enabled" : "Disabled";
  }

  /** What {@code properties} say; what they leave out stays as in {@code base}. */
  static NetworkRules read(JsonBody properties, NetworkRules base) {
    boolean publicAccess =
        properties
            .text("publicNetworkAccess")
            .map(word -> isFirst("publicNetworkAccess", word, "Enabled", "Disabled"))
            .orElse(base.publicAccess());
    JsonBody rules = properties.object("networkAcls").orElse(null);
    if (rules == null) {
      return new NetworkRules(publicAccess, base.denyByDefault(), base.bypass(), base.ranges());
    }
    if (!rules.objects("virtualNetworkRules").orElse(List.of()).isEmpty()) {
      throw ManagementErrors.badRequest(
          "There are no virtual networks here; name addresses in networkAcls.ipRules instead.");
    }
    return new NetworkRules(
        publicAccess,
        rules
            .text("defaultAction")
            .map(word -> isFirst("networkAcls.defaultAction", word, "Deny", "Allow"))
            // Left out it stays: a change of the ranges must not open a vault that was shut.
            .orElse(base.denyByDefault()),
        bypass(rules),
        rules.objects("ipRules").orElse(List.of()).stream()
            .map(rule -> new IpRule(rule.requiredText("value")))
            .toList());
  }

  private static Bypass bypass(JsonBody rules) {
    String word = rules.text("bypass").orElse(Bypass.AZURE_SERVICES.word());
    return Arrays.stream(Bypass.values())
        .filter(bypass -> bypass.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                ManagementErrors.badRequest(
                    "The property networkAcls.bypass is AzureServices or None."));
  }

  private static boolean isFirst(String member, String word, String first, String second) {
    if (!word.equalsIgnoreCase(first) && !word.equalsIgnoreCase(second)) {
      throw ManagementErrors.badRequest(
          "The property %s is %s or %s.".formatted(member, first, second));
    }
    return word.equalsIgnoreCase(first);
  }
}
