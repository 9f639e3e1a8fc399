package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyVersion;
import java.time.Instant;

/**
 * Whether a version may be used now: disabled before the window, the window before {@code key_ops}.
 * Outside its window a key still opens what it once protected.
 */
public final class UseRules {

  private UseRules() {}

  static void require(KeyOperation operation, KeyVersion key, Instant now) {
    KeyAttributes attributes = key.attributes();
    if (!attributes.enabled()) {
      throw KeyErrors.disabled(operation);
    }
    if (operation.protectsNewData()) {
      if (attributes.notBefore().filter(now::isBefore).isPresent()) {
        throw KeyErrors.notYetValid(operation);
      }
      if (attributes.expires().filter(end -> !now.isBefore(end)).isPresent()) {
        throw KeyErrors.expired(operation);
      }
    }
    if (!key.operations().contains(operation)) {
      throw KeyErrors.notPermitted(operation);
    }
  }
}
