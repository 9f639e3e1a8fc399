package dev.freehold.files.names;

import java.util.UUID;

/**
 * Something is sealed under another key of the site than those that are held: it was renewed just
 * now. Take the site's keys again, and begin again.
 */
public final class UnheldKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final UUID keyId;

  /** Names the key that would be needed. */
  public UnheldKeyException(UUID keyId) {
    super("the site's key was renewed meanwhile; take its keys again");
    this.keyId = keyId;
  }

  /** The key that would be needed. */
  public UUID keyId() {
    return keyId;
  }
}
