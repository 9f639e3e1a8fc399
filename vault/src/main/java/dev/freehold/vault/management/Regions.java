package dev.freehold.vault.management;

import dev.freehold.vault.wire.WireError;
import java.util.Locale;

/** Regions as clients write them: {@code West Europe} and {@code westeurope} are the same. */
final class Regions {

  private Regions() {}

  /**
   * Requires that {@code asked} is the region of this server.
   *
   * @throws WireError 400 if it is another
   */
  static void require(String asked, String own) {
    if (!same(asked, own)) {
      throw WireError.of(
          400,
          "RegionNotSupported",
          "The location is not available here. This server's only location is '%s'."
              .formatted(own));
    }
  }

  static boolean same(String one, String other) {
    return folded(one).equals(folded(other));
  }

  private static String folded(String region) {
    return region.replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
