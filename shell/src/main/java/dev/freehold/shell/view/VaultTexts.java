package dev.freehold.shell.view;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.Text;
import java.util.List;

/** The blocks of text for policies, rules and tags in views of vaults and keys. */
public final class VaultTexts {

  private static final int LABEL_CHARS = 43;

  private VaultTexts() {}

  /**
   * The access policies of a vault: eight lines for each, between blank lines.
   *
   * @param policies objects with TenantName, ObjectId, ApplicationIdDisplayName, DisplayName and
   *     the lists PermissionsToKeys, PermissionsToSecrets, PermissionsToCertificates,
   *     PermissionsToStorage
   * @return empty if there are none
   */
  public static String accessPolicies(List<Object> policies) {
    StringBuilder text = new StringBuilder();
    for (Object policy : policies) {
      text.append('\n')
          .append(line("Tenant ID", Members.get(policy, "TenantName")))
          .append(line("Object ID", Members.get(policy, "ObjectId")))
          .append(line("Application ID", Members.get(policy, "ApplicationIdDisplayName")))
          .append(line("Display Name", Members.get(policy, "DisplayName")))
          .append(line("Permissions to Keys", list(policy, "PermissionsToKeys")))
          .append(line("Permissions to Secrets", list(policy, "PermissionsToSecrets")))
          .append(line("Permissions to Certificates", list(policy, "PermissionsToCertificates")))
          .append(
              line(
                  "Permissions to (Key Vault Managed) Storage",
                  list(policy, "PermissionsToStorage")));
    }
    return text.toString();
  }

  /**
   * The network rules of a vault, between blank lines.
   *
   * @param rules an object with DefaultAction, Bypass, and the lists IpAddressRanges and
   *     VirtualNetworkResourceIds
   */
  public static String networkRules(Object rules) {
    return "\n"
        + line("Default Action", Members.get(rules, "DefaultAction"))
        + line("Bypass", Members.get(rules, "Bypass"))
        + line("IP Rules", list(rules, "IpAddressRanges"))
        + line("Virtual Network Rules", list(rules, "VirtualNetworkResourceIds"));
  }

  /** Tags as a table of their own, below a blank line; empty if there are none. */
  public static String tags(PsHashtable tags) {
    if (tags == null || tags.size() == 0) {
      return "";
    }
    int width = "Name".length();
    for (Object key : tags.keys()) {
      width = Math.max(width, Text.of(key).length());
    }
    StringBuilder text = new StringBuilder("\n");
    text.append(row("Name", "Value", width)).append(row("====", "=====", width));
    for (Object key : tags.keys()) {
      text.append(row(Text.of(key), Text.of(tags.get(key)), width));
    }
    return text.toString();
  }

  private static String row(String name, String value, int width) {
    return name + " ".repeat(width - name.length()) + "  " + value + "\n";
  }

  private static String line(String label, Object value) {
    return label + " ".repeat(LABEL_CHARS - label.length()) + ": " + Text.of(value) + "\n";
  }

  private static String list(Object target, String property) {
    Object values = Members.get(target, property);
    return values == null
        ? ""
        : String.join(", ", Elements.of(values).stream().map(Text::of).toList());
  }
}
