package dev.freehold.files.names;

import java.util.UUID;

/** Seals and opens the pages of one site's index. Holds keys, so it lives as long as one task. */
public interface NamePageKeys {

  /** The key that {@link #seal} seals under. */
  UUID presentKeyId();

  /** Seals a page under the present key, bound to the site and the page's id. */
  byte[] seal(UUID pageId, byte[] page);

  /**
   * Opens what {@link #seal} made under the present key, or under one before it.
   *
   * @throws UnheldKeyException if that key is not held
   * @throws dev.freehold.crypto.CryptoException if the page is not what was sealed
   */
  byte[] open(UUID keyId, UUID pageId, byte[] sealed);
}
