package dev.freehold.custody.holds;

import java.util.Optional;
import java.util.UUID;

/** What names a hold on a mailbox or site: its GUID or its name. */
final class HoldName {

  private static final int GUID_CHARS = 36;

  private HoldName() {}

  static boolean isId(String text) {
    return id(text).isPresent();
  }

  static Optional<UUID> id(String text) {
    try {
      return text.length() == GUID_CHARS ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
