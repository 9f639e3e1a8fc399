package dev.freehold.vault.registry;

import java.util.Optional;
import java.util.UUID;

/**
 * Selects a part of the list of vaults, which is sorted by name.
 *
 * @param subscriptionId the subscription
 * @param group the resource group in there, in any case, empty for all
 * @param afterName only later names, empty for the start
 * @param max how many at most
 */
public record VaultRange(UUID subscriptionId, Optional<String> group, String afterName, int max) {}
