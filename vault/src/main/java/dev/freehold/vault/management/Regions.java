package dev.freehold.vault.management;

import dev.freehold.vault.registry.Location;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.wire.WireError;
import java.util.Optional;

/** The regions that requests name. */
final class Regions {

  private Regions() {}

  /**
   * The region of this server that {@code asked} names.
   *
   * @throws WireError 400 if it has no such region
   */
  static Location require(String asked, Locations locations) {
    return locations
        .find(asked)
        .orElseThrow(
            () ->
                WireError.of(
                    400,
                    "RegionNotSupported",
                    "The location is not available here. This server has %s."
                        .formatted(locations.names())));
  }

  /**
   * The region for what a request makes or changes. A vault keeps its own, also if the server has
   * that region no more.
   *
   * @param present the vault that the request changes, if there is one
   * @throws WireError 400 if the server has no such region, 409 if the vault is in another, because
   *     vaults do not move
   */
  static Location require(String asked, Optional<Vault> present, Locations locations) {
    if (present.isPresent() && Location.isSame(asked, present.get().location())) {
      return new Location(present.get().location(), present.get().location());
    }
    Location wanted = require(asked, locations);
    if (present.isPresent()) {
      throw WireError.of(
          409,
          "InvalidResourceLocation",
          "The vault '%s' is in the location '%s', and a vault does not move."
              .formatted(present.get().name(), present.get().location()));
    }
    return wanted;
  }
}
