package dev.freehold.vault.throttling;

/** The classes of requests to a vault, each with its own limit. */
public enum Cost {
  /** Encrypting, decrypting, wrapping, unwrapping, signing, verifying. */
  USE,
  /** Making a key or a version of one, and releasing. */
  CREATION,
  /** Bringing a key along. */
  IMPORT,
  /** Everything else. */
  OTHER;

  int limit(ThrottlingSettings settings) {
    return switch (this) {
      case USE -> settings.uses();
      case CREATION -> settings.creations();
      case IMPORT -> settings.imports();
      case OTHER -> settings.others();
    };
  }
}
