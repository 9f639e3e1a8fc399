package dev.freehold.vault.subscriptions;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import java.util.Set;
import java.util.UUID;

/**
 * A group of vaults with the same administrators. Vaults with different administrators are in
 * different subscriptions.
 *
 * @param id the subscription
 * @param tenantId the tenant it belongs to
 * @param displayName 1 to 128 characters
 * @param owners object ids of those who may manage its vaults, at most 256
 * @param isProtected whether nothing deleted in its vaults can be purged before its retention ends;
 *     once on, it stays on
 */
public record Subscription(
    UUID id, UUID tenantId, String displayName, Set<UUID> owners, boolean isProtected) {

  private static final int MAX_NAME_CHARS = 128;

  /** One that is not protected. */
  public Subscription(UUID id, UUID tenantId, String displayName, Set<UUID> owners) {
    this(id, tenantId, displayName, owners, false);
  }

  /**
   * Copies the owners.
   *
   * @throws VaultException INVALID if a bound is broken
   */
  public Subscription {
    owners = Set.copyOf(owners);
    if (displayName.isBlank()
        || displayName.length() > MAX_NAME_CHARS
        || !displayName.codePoints().allMatch(Subscription::isPlain)) {
      throw new VaultException(
          VaultError.INVALID,
          ("a subscription's name has 1 to %d characters, no control characters and none that"
                  + " reverse the direction of text")
              .formatted(MAX_NAME_CHARS));
    }
    if (owners.size() > VaultLimits.MAX_OWNERS) {
      throw new VaultException(
          VaultError.INVALID,
          "a subscription has at most %d owners, got %d"
              .formatted(VaultLimits.MAX_OWNERS, owners.size()));
    }
  }

  /** The same with other owners. */
  Subscription with(Set<UUID> others) {
    return new Subscription(id, tenantId, displayName, others, isProtected);
  }

  /** The same, protected. */
  Subscription asProtected() {
    return new Subscription(id, tenantId, displayName, owners, true);
  }

  /** Whether a character is shown where it is written. */
  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
