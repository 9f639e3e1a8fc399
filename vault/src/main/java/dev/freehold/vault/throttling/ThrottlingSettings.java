package dev.freehold.vault.throttling;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.time.Duration;

/**
 * The limits within one interval. A use of an RSA key of 2048 bits and any creation count 1; what
 * costs more counts more.
 *
 * @param interval the interval; one second or more
 * @param uses private and public key operations of one vault
 * @param creations keys made in one vault, rotations included
 * @param imports keys imported into one vault
 * @param others all other requests to one vault
 * @param subscriptionFactor a subscription gets this many times what a vault gets
 * @param anonymousPerAddress requests without a token that one address may send
 * @param refusedTokensPerAddress requests with a refused token that one address may send; also the
 *     number of refusals after which those of a known caller are only counted
 */
public record ThrottlingSettings(
    Duration interval,
    int uses,
    int creations,
    int imports,
    int others,
    int subscriptionFactor,
    int anonymousPerAddress,
    int refusedTokensPerAddress) {

  /** What the service that clients know does, and for strangers what a busy proxy needs. */
  public static final ThrottlingSettings FAITHFUL =
      new ThrottlingSettings(Duration.ofSeconds(10), 4000, 20, 300, 4000, 5, 2000, 200);

  /** Never says no. */
  public static final ThrottlingSettings UNLIMITED =
      new ThrottlingSettings(
          Duration.ofSeconds(10),
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          1,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  /**
   * Checks the bounds.
   *
   * @throws VaultException INVALID if a number is below 1 or the interval below a second
   */
  public ThrottlingSettings {
    boolean positive =
        uses > 0
            && creations > 0
            && imports > 0
            && others > 0
            && subscriptionFactor > 0
            && anonymousPerAddress > 0
            && refusedTokensPerAddress > 0;
    if (!positive || interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new VaultException(
          VaultError.INVALID,
          "in the vault's throttling every number is at least 1 and the interval 1 second");
    }
  }

  /** {@code percent} of everything but the interval and the factor; 0 for no limit. */
  public ThrottlingSettings scaled(int percent) {
    if (percent == 0) {
      return UNLIMITED;
    }
    return new ThrottlingSettings(
        interval,
        scaled(uses, percent),
        scaled(creations, percent),
        scaled(imports, percent),
        scaled(others, percent),
        subscriptionFactor,
        scaled(anonymousPerAddress, percent),
        scaled(refusedTokensPerAddress, percent));
  }

  private static int scaled(int number, int percent) {
    return Math.clamp((long) number * percent / 100, 1, Integer.MAX_VALUE);
  }
}
