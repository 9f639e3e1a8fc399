package dev.freehold.vault.management;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.Subscription;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.VaultName;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a vault's PUT. Members that only the server sets are ignored, because clients send
 * back what they read.
 */
final class VaultBody {

  private static final String NO_WAY_BACK =
      "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection"
          + " for a vault is an irreversible action.";

  private VaultBody() {}

  /** What is asked for; what is left out stays as it is in {@code present}. */
  static NewVault read(ManagementCall call, JsonBody body, Optional<Vault> present) {
    JsonBody properties = body.object("properties").orElseThrow(() -> missing("properties"));
    if (body.text("location").isEmpty()) {
      throw missing("location");
    }
    requireTenant(properties, call.subscription());
    requireSupported(properties);
    List<AccessPolicy> policies =
        PolicyJson.read(properties).orElseThrow(() -> missing("properties.accessPolicies"));
    return new NewVault(
        vaultName(call),
        call.subscription().id(),
        call.resourceGroup(),
        sku(properties),
        retention(properties, present),
        purgeProtection(properties, present),
        body.textMap("tags").orElse(Map.of()),
        policies);
  }

  private static VaultName vaultName(ManagementCall call) {
    try {
      return new VaultName(call.vaultName());
    } catch (VaultException e) {
      throw WireError.of(400, "VaultNameNotValid", e.getMessage());
    }
  }

  private static void requireTenant(JsonBody properties, Subscription subscription) {
    String tenant = properties.text("tenantId").orElseThrow(() -> missing("properties.tenantId"));
    if (!tenant.equalsIgnoreCase(subscription.tenantId().toString())) {
      throw ManagementErrors.badRequest("The property tenantId must be the subscription's tenant.");
    }
  }

  private static void requireSupported(JsonBody properties) {
    if (!properties.truth("enableSoftDelete").orElse(true)) {
      throw ManagementErrors.badRequest("Soft delete cannot be disabled.");
    }
    if (properties.truth("enableRbacAuthorization").orElse(false)) {
      throw ManagementErrors.badRequest(
          "This vault grants access by access policies; set enableRbacAuthorization to false.");
    }
    if (!properties.text("createMode").orElse("default").equals("default")) {
      throw ManagementErrors.badRequest("The property createMode must be default.");
    }
  }

  private static String sku(JsonBody properties) {
    return properties
        .object("sku")
        .flatMap(sku -> sku.text("name"))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .orElseThrow(() -> missing("properties.sku"));
  }

  private static int retention(JsonBody properties, Optional<Vault> present) {
    long standing = present.map(Vault::retentionDays).orElse(VaultLimits.MAX_RETENTION_DAYS);
    long asked = properties.whole("softDeleteRetentionInDays").orElse(standing);
    return Math.clamp(asked, 0, VaultLimits.MAX_RETENTION_DAYS + 1);
  }

  private static boolean purgeProtection(JsonBody properties, Optional<Vault> present) {
    Optional<Boolean> asked = properties.truth("enablePurgeProtection");
    if (asked.isPresent() && !asked.get()) {
      throw ManagementErrors.badRequest(NO_WAY_BACK);
    }
    return asked.orElse(present.map(Vault::purgeProtection).orElse(false));
  }

  private static WireError missing(String member) {
    return ManagementErrors.badRequest("The property %s is missing.".formatted(member));
  }
}
