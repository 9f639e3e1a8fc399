package dev.freehold.vault;

import dev.freehold.vault.throttling.ThrottlingSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a vault server listens and whose tokens it takes.
 *
 * @param bindAddress the address to listen on, such as {@code 127.0.0.1}
 * @param port the TCP port, 0 for one that is free
 * @param publicPort the port that clients use, 0 for the one listened on; other than that only
 *     behind a port mapping
 * @param suffix the domain of the vaults without a leading dot, such as {@code vault.localhost}; it
 *     has at least two labels, because clients verify that a vault's host lies below it
 * @param authority where clients get tokens, {@code https://HOST[:PORT]} with nothing after it
 * @param issuers the {@code iss} values taken for a tenant; {@code {tenantId}} stands for its id.
 *     At least one, and the first is the one that messages name
 * @param location the region that vaults of this server are in, such as {@code local}
 * @param throttling how much is done for callers in a short time
 */
public record VaultServerSettings(
    String bindAddress,
    int port,
    int publicPort,
    String suffix,
    URI authority,
    List<String> issuers,
    String location,
    ThrottlingSettings throttling) {

  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
  private static final String TENANT_ID = "{tenantId}";
  private static final int MAX_PORT = 65_535;

  /**
   * Checks the bounds.
   *
   * @throws VaultException INVALID if a value is not as described
   */
  public VaultServerSettings {
    suffix = suffix.toLowerCase(Locale.ROOT);
    issuers = List.copyOf(issuers);
    require(port >= 0 && port <= MAX_PORT, "port is 0 to 65535");
    require(publicPort >= 0 && publicPort <= MAX_PORT, "publicPort is 0 to 65535");
    require(DOMAIN.matcher(suffix).matches(), "suffix is a domain of two labels or more");
    require(
        "https".equals(authority.getScheme())
            && authority.getHost() != null
            && authority.getRawPath().isEmpty()
            && authority.getRawQuery() == null,
        "authority is https://HOST[:PORT] without a path");
    require(!issuers.isEmpty(), "issuers names at least one issuer");
  }

  /** The issuers that are taken for {@code tenantId}. */
  public List<String> issuersFor(UUID tenantId) {
    return issuers.stream().map(i -> i.replace(TENANT_ID, tenantId.toString())).toList();
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new VaultException(VaultError.INVALID, "in the vault's settings " + rule);
    }
  }
}
