package dev.freehold.vault.keys;

import dev.freehold.vault.wire.WireError;
import java.util.Set;

/** The sizes of RSA keys that a vault makes and takes. */
final class RsaSizes {

  static final int DEFAULT_BITS = 2048;
  private static final Set<Long> ALLOWED_BITS = Set.of(2048L, 3072L, 4096L);

  private RsaSizes() {}

  static int require(long bits) {
    if (!ALLOWED_BITS.contains(bits)) {
      throw WireError.badParameter(
          "Invalid key size: '%d'. RSA keys have 2048, 3072 or 4096 bits.".formatted(bits));
    }
    return (int) bits;
  }
}
