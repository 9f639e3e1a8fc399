package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.azure.call.AzureCall;
import java.util.Locale;

/** Parameters that are members of a vault's properties as well. */
final class VaultFlags {

  private VaultFlags() {}

  /** The member of a parameter: the same name with a small letter. */
  static String member(String parameter) {
    return parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1);
  }

  /** Who may reach the vault over the network. */
  static void network(AzureCall call, ObjectNode properties) {
    call.text("PublicNetworkAccess").ifPresent(word -> properties.put("publicNetworkAccess", word));
    Object rules = call.bound().value("NetworkRuleSet");
    if (rules == null) {
      return;
    }
    ObjectNode acls = properties.putObject("networkAcls");
    put(acls, "defaultAction", Members.get(rules, "DefaultAction"));
    put(acls, "bypass", Members.get(rules, "Bypass"));
    ArrayNode ranges = acls.putArray("ipRules");
    Object addresses = Members.get(rules, "IpAddressRanges");
    if (addresses != null) {
      Elements.of(addresses).forEach(each -> ranges.addObject().put("value", Text.of(each)));
    }
  }

  private static void put(ObjectNode node, String name, Object value) {
    if (value != null) {
      node.put(name, Text.of(value));
    }
  }
}
