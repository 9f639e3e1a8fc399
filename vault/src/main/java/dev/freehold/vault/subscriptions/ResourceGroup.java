package dev.freehold.vault.subscriptions;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import java.util.Map;

/**
 * A folder for vaults within a subscription. It gives no rights.
 *
 * @param name 1 to 90 letters, digits, dots, hyphens, underscores and parentheses
 * @param tags at most 15
 */
public record ResourceGroup(String name, Map<String, String> tags) {

  /**
   * Copies the tags.
   *
   * @throws VaultException INVALID if a bound is broken
   */
  public ResourceGroup {
    tags = Map.copyOf(tags);
    requireName(name);
    if (tags.size() > VaultLimits.MAX_TAGS) {
      throw new VaultException(VaultError.INVALID, "A resource group has at most 15 tags.");
    }
  }

  /** Refuses what cannot be the name of a resource group. */
  public static void requireName(String name) {
    if (!name.matches("[A-Za-z0-9._()-]{1,90}")) {
      throw new VaultException(
          VaultError.INVALID,
          "A resource group's name has 1 to 90 letters from A to Z, digits, dots, hyphens,"
              + " underscores and parentheses.");
    }
  }
}
