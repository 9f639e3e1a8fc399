package dev.freehold.vault.registry;

import dev.freehold.crypto.seal.SealedStatement;
import dev.freehold.vault.VaultName;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.IpRule;
import dev.freehold.vault.policy.NetworkRules;
import dev.freehold.vault.policy.PermissionFamily;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is sealed of vaults: everything that decides, in an order that does not depend on that of
 * rows.
 */
final class VaultSealFields {

  private static final Comparator<AccessPolicy> BY_PRINCIPAL =
      Comparator.comparing(AccessPolicy::objectId)
          .thenComparing(policy -> policy.applicationId().orElse(new UUID(0, 0)));

  private VaultSealFields() {}

  /** That the name has this vault, deleted or not. */
  static SealedState vault(Vault vault, Optional<Instant> deletedAt, Optional<Instant> purgeAt) {
    VaultSettings settings = vault.settings();
    SealedStatement state =
        new SealedStatement()
            .id("id", vault.id())
            .text("name", vault.name())
            .id("subscription", vault.subscriptionId())
            .text("group", vault.resourceGroup())
            .text("location", vault.location())
            .id("tenant", vault.tenantId())
            .text("sku", settings.sku())
            .number("retentionDays", (long) settings.retentionDays())
            .flag("purgeProtection", settings.purgeProtection())
            .flag("rbac", settings.rbac())
            .number("deletedAt", millis(deletedAt))
            .number("purgeAt", millis(purgeAt));
    network(state, settings.network());
    state.number("tags", (long) settings.tags().size());
    new TreeMap<>(settings.tags())
        .forEach((name, value) -> state.text("tag", name).text("", value));
    policies(state, settings.policies());
    return SealedState.of(vaultThing(vault.name()), vault.name(), vault.tenantId(), state);
  }

  static SealedState alive(Vault vault) {
    return vault(vault, Optional.empty(), Optional.empty());
  }

  static SealedState deleted(DeletedVault vault) {
    return vault(vault.vault(), Optional.of(vault.deletedAt()), Optional.of(vault.purgeAt()));
  }

  /** That the name has no vault. */
  static SealedState noVault(String name) {
    return SealedState.none(vaultThing(name), name);
  }

  static SealedThing vaultThing(String name) {
    return SealedThing.vault(VaultName.fold(name));
  }

  private static void network(SealedStatement state, NetworkRules rules) {
    state
        .flag("publicAccess", rules.publicAccess())
        .flag("denyByDefault", rules.denyByDefault())
        .text("bypass", rules.bypass().word())
        .number("ranges", (long) rules.ranges().size());
    rules.ranges().stream().map(IpRule::text).sorted().forEach(range -> state.text("range", range));
  }

  private static void policies(SealedStatement state, List<AccessPolicy> policies) {
    state.number("policies", (long) policies.size());
    policies.stream()
        .sorted(BY_PRINCIPAL)
        .forEach(
            policy -> {
              state
                  .id("principal", policy.objectId())
                  .id("application", policy.applicationId().orElse(null));
              for (PermissionFamily family : PermissionFamily.values()) {
                List<String> words = policy.permissions().of(family);
                state.number(family.name(), (long) words.size());
                words.stream().sorted().forEach(word -> state.text("may", word));
              }
            });
  }

  private static Long millis(Optional<Instant> time) {
    return time.map(Instant::toEpochMilli).orElse(null);
  }
}
