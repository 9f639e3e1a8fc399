package dev.freehold.vault.policy;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a role applies.
 *
 * @param vaultId one vault, or empty for all of the subscription
 * @param key the lower-case name of one key of that vault, or empty for all of them
 */
public record RoleScope(Optional<UUID> vaultId, Optional<String> key) {

  /** The whole subscription. */
  public static final RoleScope SUBSCRIPTION = new RoleScope(Optional.empty(), Optional.empty());

  /** One vault. */
  public static RoleScope ofVault(UUID vaultId) {
    return new RoleScope(Optional.of(vaultId), Optional.empty());
  }

  /** One key, by its lower-case name. */
  public static RoleScope ofKey(UUID vaultId, String key) {
    return new RoleScope(Optional.of(vaultId), Optional.of(key));
  }

  /** Tells whether {@code other} lies within, which it also does if it is the same. */
  public boolean covers(RoleScope other) {
    return (vaultId.isEmpty() || vaultId.equals(other.vaultId))
        && (key.isEmpty() || key.equals(other.key));
  }
}
