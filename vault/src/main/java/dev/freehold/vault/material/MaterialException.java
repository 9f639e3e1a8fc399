package dev.freehold.vault.material;

import java.util.function.Supplier;

/**
 * A caller gave numbers, sizes or lengths that are not allowed. The message says which ones are; it
 * holds no secret and is meant for the caller.
 */
public final class MaterialException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States what is wrong. */
  public MaterialException(String message) {
    super(message, null, false, false);
  }

  /** Throws unless {@code condition} holds. */
  static void require(boolean condition, Supplier<String> message) {
    if (!condition) {
      throw new MaterialException(message.get());
    }
  }
}
