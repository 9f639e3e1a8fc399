package dev.freehold.vault.registry;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.NetworkRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of a vault that administrators choose.
 *
 * @param sku {@code standard} or {@code premium}
 * @param retentionDays how long deleted keys and the deleted vault stay recoverable, 7 to 90; never
 *     changes
 * @param purgeProtection whether nobody can shorten that time; once on, it stays on
 * @param rbac whether roles decide who may use keys, instead of {@code policies}
 * @param network who may connect
 * @param platformUses switches without effect
 * @param tags free text, at most 15
 * @param policies the access policies, in the order they were given; at most 1,024, all for
 *     principals of the vault's own tenant
 */
public record VaultSettings(
    String sku,
    int retentionDays,
    boolean purgeProtection,
    boolean rbac,
    NetworkRules network,
    Set<PlatformUse> platformUses,
    Map<String, String> tags,
    List<AccessPolicy> policies) {

  /**
   * Copies the collections.
   *
   * @throws VaultException INVALID if a bound is broken
   */
  public VaultSettings {
    platformUses = Set.copyOf(platformUses);
    tags = Map.copyOf(tags);
    policies = united(policies);
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
                    e.getKey().length() <= VaultLimits.MAX_VAULT_TAG_NAME_CHARS
                        && e.getValue().length() <= VaultLimits.MAX_TAG_CHARS),
        "A tag's name has at most 512 characters, its value at most 256.");
    require(
        policies.size() <= VaultLimits.MAX_ACCESS_POLICIES,
        "A vault has at most %d access policies, got %d."
            .formatted(VaultLimits.MAX_ACCESS_POLICIES, policies.size()));
  }

  /** A standard vault with the longest retention and purge protection, as root keys need it. */
  public static VaultSettings forRootKeys(List<AccessPolicy> policies) {
    return standard(VaultLimits.MAX_RETENTION_DAYS, true, policies);
  }

  /** A standard vault that everybody may reach. */
  public static VaultSettings standard(
      int retentionDays, boolean purgeProtection, List<AccessPolicy> policies) {
    return new VaultSettings(
        "standard",
        retentionDays,
        purgeProtection,
        false,
        NetworkRules.OPEN,
        Set.of(),
        Map.of(),
        policies);
  }

  /** The same with other policies. */
  public VaultSettings with(List<AccessPolicy> other) {
    return new VaultSettings(
        sku, retentionDays, purgeProtection, rbac, network, platformUses, tags, other);
  }

  /** The same, with purge protection where {@code present} has it. */
  VaultSettings keepingProtectionOf(VaultSettings present) {
    return new VaultSettings(
        sku,
        retentionDays,
        purgeProtection || present.purgeProtection,
        rbac,
        network,
        platformUses,
        tags,
        policies);
  }

  /** Several entries for one principal grant together what each of them does. */
  private static List<AccessPolicy> united(List<AccessPolicy> policies) {
    Set<List<Object>> triples = new HashSet<>();
    boolean distinct =
        policies.stream()
            .allMatch(
                policy ->
                    triples.add(
                        List.of(policy.tenantId(), policy.objectId(), policy.applicationId())));
    return distinct ? List.copyOf(policies) : AccessPolicyChange.ADD.apply(List.of(), policies);
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new VaultException(VaultError.INVALID, rule);
    }
  }
}
