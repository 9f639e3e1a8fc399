package dev.freehold.vault.server;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.throttling.ThrottlingSettings;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a vault server listens and whose tokens it accepts.
 *
 * @param bindAddress the address to listen on, such as {@code 127.0.0.1}
 * @param port the TCP port, 0 for one that is free
 * @param publicPort the port that clients use, 0 for the one listened on; another one only behind a
 *     port mapping
 * @param plainPort a second port, on loopback and without TLS, for a proxy on this machine; 0 for
 *     none
 * @param suffix the domain of the vaults without a leading dot, such as {@code vault.localhost}; it
 *     has at least two labels, because clients verify that a vault's host lies below it
 * @param tokens whose tokens it accepts
 * @param locations the regions that vaults of this server can be made in
 * @param throttling the limits on requests
 */
public record VaultServerSettings(
    String bindAddress,
    int port,
    int publicPort,
    int plainPort,
    String suffix,
    TokenSettings tokens,
    Locations locations,
    ThrottlingSettings throttling) {

  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
  private static final int MAX_PORT = 65_535;

  /**
   * Checks the bounds.
   *
   * @throws VaultException INVALID if a value is not as described
   */
  public VaultServerSettings {
    suffix = suffix.toLowerCase(Locale.ROOT);
    require(port >= 0 && port <= MAX_PORT, "port is 0 to 65535");
    require(publicPort >= 0 && publicPort <= MAX_PORT, "publicPort is 0 to 65535");
    require(plainPort >= 0 && plainPort <= MAX_PORT, "plainPort is 0 to 65535");
    require(DOMAIN.matcher(suffix).matches(), "suffix is a domain of two labels or more");
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new VaultException(VaultError.INVALID, "in the vault's settings " + rule);
    }
  }
}
