package dev.freehold.vault.seals;

import dev.freehold.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Identifies something that has a seal.
 *
 * @param kind its kind
 * @param id its id
 * @param part for a version its number within the key, else 0
 */
public record SealedThing(SealedThingKind kind, UUID id, int part) {

  static final SealedThing DATABASE = new SealedThing(SealedThingKind.DATABASE, new UUID(0, 0), 0);

  /** A vault is known by its name, so that what is said of a name without a vault counts too. */
  public static SealedThing vault(String foldedName) {
    return new SealedThing(
        SealedThingKind.VAULT, digest(foldedName.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** A subscription with its owners. */
  public static SealedThing subscription(UUID id) {
    return new SealedThing(SealedThingKind.SUBSCRIPTION, id, 0);
  }

  /** The role assignments of a subscription. */
  public static SealedThing roles(UUID subscriptionId) {
    return new SealedThing(SealedThingKind.ROLES, subscriptionId, 0);
  }

  /** A key by the id of its seals, which no other key ever has, not one of the same name either. */
  public static SealedThing key(UUID sealId) {
    return new SealedThing(SealedThingKind.KEY, sealId, 0);
  }

  /** A version of that key. */
  public static SealedThing version(UUID sealId, int ordinal) {
    return new SealedThing(SealedThingKind.KEY_VERSION, sealId, ordinal);
  }

  static UUID digest(byte[] of) {
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(of));
    return new UUID(digest.getLong(), digest.getLong());
  }
}
