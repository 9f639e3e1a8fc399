package dev.freehold.vault.registry;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The regions that vaults of this server can be made in.
 *
 * @param all 1 to 16, all different; the first is the region of everything that names none
 */
public record Locations(List<Location> all) {

  /** How many there are at most. */
  public static final int MAX_LOCATIONS = 16;

  /**
   * Checks the bounds.
   *
   * @throws VaultException INVALID if there are too few or too many, or one is there twice
   */
  public Locations {
    all = List.copyOf(all);
    long different = all.stream().map(Location::name).distinct().count();
    if (all.isEmpty() || all.size() > MAX_LOCATIONS || different < all.size()) {
      throw new VaultException(
          VaultError.INVALID,
          "a server has 1 to %d locations, each of them once".formatted(MAX_LOCATIONS));
    }
  }

  /**
   * The locations that {@code texts} name.
   *
   * @throws VaultException INVALID if one is no location, or as above
   */
  public static Locations of(String... texts) {
    return new Locations(Stream.of(texts).map(Location::parse).toList());
  }

  /** Where everything is that has no region of its own. */
  public Location first() {
    return all.getFirst();
  }

  /** The region that {@code text} names, in either way of writing it. */
  public Optional<Location> find(String text) {
    return all.stream().filter(location -> location.is(text)).findFirst();
  }

  /** The names, for people. */
  public String names() {
    return all.stream().map(Location::name).collect(Collectors.joining("', '", "'", "'"));
  }
}
