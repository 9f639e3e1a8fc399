package dev.freehold.files.names;

import java.util.UUID;

/**
 * Something is sealed under a key of the site that the task does not have, because the key was just
 * renewed. Get the site's keys again, and start again.
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
