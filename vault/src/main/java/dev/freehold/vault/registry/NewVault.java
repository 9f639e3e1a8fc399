package dev.freehold.vault.registry;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.policy.AccessPolicy;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A vault as it is asked for.
 *
 * @param name its name
 * @param subscriptionId the subscription it is made in
 * @param resourceGroup 1 to 90 letters, digits, dots, hyphens, underscores and parentheses
 * @param sku {@code standard} or {@code premium}
 * @param retentionDays how long deleted keys and the deleted vault stay recoverable, 7 to 90
 * @param purgeProtection whether nobody can shorten that; never taken back once it is on
 * @param tags at most 15
 * @param policies at most 1,024, all of the vault's own tenant
 */
public record NewVault(
    VaultName name,
    UUID subscriptionId,
    String resourceGroup,
    String sku,
    int retentionDays,
    boolean purgeProtection,
    Map<String, String> tags,
    List<AccessPolicy> policies) {

  /**
   * Copies the collections.
   *
   * @throws VaultException INVALID if a bound is broken
   */
  public NewVault {
    tags = Map.copyOf(tags);
    policies = List.copyOf(policies);
    require(resourceGroup.matches("[A-Za-z0-9._()-]{1,90}"), "The resource group is invalid.");
    require(sku.equals("standard") || sku.equals("premium"), "The sku is standard or premium.");
    require(
        retentionDays >= VaultLimits.MIN_RETENTION_DAYS
            && retentionDays <= VaultLimits.MAX_RETENTION_DAYS,
        "The property \"softDeleteRetentionInDays\" must be between 7 and 90.");
    require(tags.size() <= VaultLimits.MAX_TAGS, "A vault has at most 15 tags.");
    require(
        tags.entrySet().stream()
            .allMatch(
                e ->
                    e.getKey().length() <= VaultLimits.MAX_TAG_CHARS
                        && e.getValue().length() <= VaultLimits.MAX_TAG_CHARS),
        "A tag's name and value have at most 256 characters.");
  }

  /** A standard vault with the longest retention and purge protection, as root keys need it. */
  public static NewVault forRootKeys(
      String name, UUID subscriptionId, String resourceGroup, List<AccessPolicy> policies) {
    return new NewVault(
        new VaultName(name),
        subscriptionId,
        resourceGroup,
        "standard",
        VaultLimits.MAX_RETENTION_DAYS,
        true,
        Map.of(),
        policies);
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new VaultException(VaultError.INVALID, rule);
    }
  }
}
