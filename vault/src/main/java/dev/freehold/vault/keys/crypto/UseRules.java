package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyVersion;
import java.time.Instant;

/**
 * Decides whether a version may be used now. It checks first whether the version is enabled, then
 * its validity period, then {@code key_ops}. Outside its validity period a key still opens what it
 * protected earlier.
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
