package dev.freehold.custody.tokens;

import java.net.URI;
import java.util.UUID;

/**
 * The value of the {@code iss} claim: the authority's URL, the tenant, and a slash at the end, as
 * in the version 1 tokens that key vaults expect.
 *
 * @param authority the authority's URL without a slash at its end
 */
public record IssuerName(URI authority) {

  /** Checks that the URL has no path, query or trailing slash. */
  public IssuerName {
    if (!"https".equals(authority.getScheme())
        || !authority.getRawPath().isEmpty()
        || authority.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "an authority is https://host[:port] and nothing more, got " + authority);
    }
  }

  /** The issuer of the tenant's tokens. */
  public String forTenant(UUID tenantId) {
    return authority + "/" + tenantId + "/";
  }
}
