package dev.freehold.vault.management;

import static dev.freehold.vault.management.ManagementErrors.badRequest;
import static dev.freehold.vault.management.ManagementErrors.missing;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.policy.NetworkRules;
import dev.freehold.vault.registry.PlatformUse;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.VaultSettings;
import dev.freehold.vault.wire.JsonBody;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The body of a vault's PUT or PATCH. Members that only the server sets are ignored, because
 * clients send back what they read.
 */
final class VaultBody {

  private static final String NO_WAY_BACK =
      "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection"
          + " for a vault is an irreversible action.";

  private final JsonBody body;
  private final JsonBody properties;

  private VaultBody(JsonBody body, JsonBody properties) {
    this.body = body;
    this.properties = properties;
  }

  /** A body whose properties are required. */
  static VaultBody full(JsonBody body) {
    return new VaultBody(body, body.object("properties").orElseThrow(() -> missing("properties")));
  }

  /** A body with or without properties. */
  static VaultBody partial(JsonBody body) {
    return new VaultBody(body, body.object("properties").orElseGet(JsonBody::empty));
  }

  /** The region, which a PUT names. */
  String location() {
    return body.text("location").orElseThrow(() -> missing("location"));
  }

  /** Whether a deleted vault is to be brought back; nothing else in the body counts then. */
  boolean recovers() {
    String mode = properties.text("createMode").orElse("default");
    if (mode.equalsIgnoreCase("recover")) {
      return true;
    }
    if (!mode.equalsIgnoreCase("default")) {
      throw badRequest("The property createMode is default or recover.");
    }
    return false;
  }

  /**
   * The settings after a PUT. What it leaves out goes back to its default, but for what protects
   * the vault: that only changes when it is asked for.
   */
  VaultSettings replacing(Optional<Vault> present, UUID tenantId, String apiVersion) {
    requireTenant(
        properties.text("tenantId").orElseThrow(() -> missing("properties.tenantId")), tenantId);
    VaultSettings base =
        new VaultSettings(
            sku().orElseThrow(() -> missing("properties.sku")),
            present.map(Vault::retentionDays).orElse(VaultLimits.MAX_RETENTION_DAYS),
            present.map(Vault::purgeProtection).orElse(false),
            present
                .map(vault -> vault.settings().rbac())
                .orElse(
                    ManagementVersions.atLeast(apiVersion, ManagementVersions.ROLES_BY_DEFAULT)),
            present.map(vault -> vault.settings().network()).orElse(NetworkRules.OPEN),
            Set.of(),
            Map.of(),
            present.map(vault -> vault.settings().policies()).orElse(List.of()));
    VaultSettings wanted = over(base);
    if (!wanted.rbac() && AccessPolicyJson.read(properties).isEmpty()) {
      throw missing("properties.accessPolicies");
    }
    return wanted;
  }

  /** The settings after a PATCH: what it leaves out stays as it is. */
  VaultSettings changing(Vault present) {
    properties.text("tenantId").ifPresent(tenant -> requireTenant(tenant, present.tenantId()));
    return over(present.settings());
  }

  private VaultSettings over(VaultSettings base) {
    if (!properties.truth("enableSoftDelete").orElse(true)) {
      throw badRequest("The property \"enableSoftDelete\" cannot be set to false.");
    }
    return new VaultSettings(
        sku().orElse(base.sku()),
        retention(base),
        purgeProtection().orElse(base.purgeProtection()),
        properties.truth("enableRbacAuthorization").orElse(base.rbac()),
        NetworkJson.read(properties, base.network()),
        platformUses(base.platformUses()),
        body.textMap("tags").orElse(base.tags()),
        AccessPolicyJson.read(properties).orElse(base.policies()));
  }

  private Optional<String> sku() {
    return properties
        .object("sku")
        .flatMap(sku -> sku.text("name"))
        .map(name -> name.toLowerCase(Locale.ROOT));
  }

  private int retention(VaultSettings base) {
    long asked = properties.whole("softDeleteRetentionInDays").orElse(base.retentionDays());
    return Math.clamp(asked, 0, VaultLimits.MAX_RETENTION_DAYS + 1);
  }

  private Optional<Boolean> purgeProtection() {
    Optional<Boolean> asked = properties.truth("enablePurgeProtection");
    if (asked.isPresent() && !asked.get()) {
      throw badRequest(NO_WAY_BACK);
    }
    return asked;
  }

  private Set<PlatformUse> platformUses(Set<PlatformUse> base) {
    Set<PlatformUse> uses = EnumSet.noneOf(PlatformUse.class);
    for (PlatformUse use : PlatformUse.values()) {
      if (properties.truth(use.member()).orElse(base.contains(use))) {
        uses.add(use);
      }
    }
    return uses;
  }

  private static void requireTenant(String asked, UUID tenantId) {
    if (!asked.equalsIgnoreCase(tenantId.toString())) {
      throw badRequest(
          ("The property tenantId must be the subscription's tenant, %s. If a tool fills it in,"
                  + " sign in with that tenant.")
              .formatted(tenantId));
    }
  }
}
