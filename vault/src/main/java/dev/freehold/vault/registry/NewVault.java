package dev.freehold.vault.registry;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultName;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.subscriptions.ResourceGroup;
import java.util.List;
import java.util.UUID;

/**
 * A request for a new vault.
 *
 * @param name its name
 * @param subscriptionId the subscription it is made in
 * @param resourceGroup the resource group in it, which is made if there is none of that name
 * @param settings what its administrators decide
 */
public record NewVault(
    VaultName name, UUID subscriptionId, String resourceGroup, VaultSettings settings) {

  /**
   * Checks the name of the group.
   *
   * @throws VaultException INVALID if it is not one
   */
  public NewVault {
    ResourceGroup.requireName(resourceGroup);
  }

  /** A standard vault with the longest retention and purge protection, as root keys need it. */
  public static NewVault forRootKeys(
      String name, UUID subscriptionId, String resourceGroup, List<AccessPolicy> policies) {
    return new NewVault(
        new VaultName(name), subscriptionId, resourceGroup, VaultSettings.forRootKeys(policies));
  }
}
