package dev.freehold.vault.registry;

import dev.freehold.vault.auth.Caller;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A vault as it stands, with its access policies.
 *
 * @param id never changes and never comes back; keys are sealed for it
 * @param name as its creator wrote it
 * @param subscriptionId where it is administered
 * @param resourceGroup a folder within the subscription
 * @param location the region
 * @param tenantId whose tokens it takes
 * @param sku {@code standard} or {@code premium}
 * @param retentionDays how long what was deleted stays recoverable
 * @param purgeProtection whether nobody can shorten that
 * @param tags free text of its administrators
 * @param policies who may do what, in the order they were given
 * @param createdAt when it was made
 * @param modifiedAt when its settings were last changed
 */
public record Vault(
    UUID id,
    String name,
    UUID subscriptionId,
    String resourceGroup,
    String location,
    UUID tenantId,
    String sku,
    int retentionDays,
    boolean purgeProtection,
    Map<String, String> tags,
    List<AccessPolicy> policies,
    Instant createdAt,
    Instant modifiedAt) {

  /** Tells whether any access policy for {@code caller} grants {@code permission}. */
  public boolean allows(Caller caller, KeyPermission permission) {
    return policies.stream()
        .filter(policy -> policy.isFor(caller))
        .anyMatch(policy -> policy.permissions().allow(permission));
  }

  /** What can become of keys that are deleted in it. */
  public RecoveryLevel recoveryLevel() {
    return RecoveryLevel.of(retentionDays, purgeProtection, false);
  }

  /** The name with the region, as refusals give it. */
  public String describe() {
    return "%s;location=%s".formatted(name, location);
  }
}
