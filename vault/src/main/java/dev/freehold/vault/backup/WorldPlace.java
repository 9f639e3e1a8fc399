package dev.freehold.vault.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * The subscription and geography of a security world.
 *
 * @param tenantId whose subscription it is
 * @param subscriptionId the subscription
 * @param geography the location of its vaults, in lower case
 */
public record WorldPlace(UUID tenantId, UUID subscriptionId, String geography) {

  /** Evens out the case. */
  public WorldPlace {
    geography = geography.toLowerCase(Locale.ROOT);
  }

  /** The world's id and the place; the geography ends it and so needs no length. */
  byte[] encodeWith(UUID worldId) {
    byte[] text = geography.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(3 * 16 + text.length);
    for (UUID id : new UUID[] {worldId, tenantId, subscriptionId}) {
      out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return out.put(text).array();
  }
}
