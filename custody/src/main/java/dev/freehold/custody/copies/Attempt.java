package dev.freehold.custody.copies;

import dev.freehold.crypto.Key256;
import java.util.Optional;

/**
 * What came of one attempt at a key.
 *
 * @param key the key, if it was opened; the holder of this record closes it
 */
record Attempt(KeyReach standing, String reason, Optional<Key256> key) {

  static Attempt failed(KeyReach standing, String reason) {
    return new Attempt(standing, reason, Optional.empty());
  }

  static Attempt opened(Key256 key, String reason) {
    return new Attempt(KeyReach.OPENS, reason, Optional.of(key));
  }
}
