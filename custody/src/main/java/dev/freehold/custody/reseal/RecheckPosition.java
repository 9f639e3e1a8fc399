package dev.freehold.custody.reseal;

import dev.freehold.custody.orders.ShardRange;
import java.util.Optional;
import java.util.UUID;

/**
 * How far damaged objects have been read again.
 *
 * @param owner the owner after whose key it goes on; empty at first
 * @param key that key; after all others at first, because the owner before a part is not in it
 * @param object the object of the next key after which it goes on; all zeros at its beginning
 */
record RecheckPosition(Optional<UUID> owner, UUID key, UUID object) {

  private static final String PREFIX = "RECHECK";
  private static final String SEPARATOR = ":";

  static boolean isOne(String text) {
    return text.isEmpty() || text.startsWith(PREFIX);
  }

  static RecheckPosition parse(String text) {
    if (text.isEmpty()) {
      return new RecheckPosition(Optional.empty(), ShardRange.AFTER_ALL, ShardRange.BEFORE_ALL);
    }
    String[] parts = text.split(SEPARATOR, -1);
    return new RecheckPosition(
        Optional.of(parts[1]).filter(id -> !id.isEmpty()).map(UUID::fromString),
        UUID.fromString(parts[2]),
        UUID.fromString(parts[3]));
  }

  static RecheckPosition past(RetiredKey key) {
    return new RecheckPosition(Optional.of(key.ownerId()), key.ownerKeyId(), ShardRange.BEFORE_ALL);
  }

  RecheckPosition within(UUID afterObject) {
    return new RecheckPosition(owner, key, afterObject);
  }

  String text() {
    return String.join(
        SEPARATOR, PREFIX, owner.map(UUID::toString).orElse(""), key.toString(), object.toString());
  }
}
