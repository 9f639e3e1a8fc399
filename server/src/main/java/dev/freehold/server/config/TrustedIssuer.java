package dev.freehold.server.config;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A token issuer other than Freehold's own whose tokens the vaults accept as well.
 *
 * @param issuer the {@code iss} value, in which {@code {tenantId}} stands for the vault's tenant
 * @param keys the address of its key set; {@code {tenantId}} stands for the same
 */
public record TrustedIssuer(String issuer, String keys) {

  private static final String TENANT_ID = "{tenantId}";
  private static final String HTTPS = "https://";
  private static final int MAX_CHARS = 256;
  private static final UUID SOME_TENANT = new UUID(0, 0);

  /** Reads {@code ISSUER=KEYS}, both https: URLs. */
  static TrustedIssuer parse(String text) {
    int equals = text.indexOf("=" + HTTPS);
    if (equals < 0 || !text.startsWith(HTTPS) || text.length() > 2 * MAX_CHARS) {
      throw new IllegalArgumentException("not ISSUER=KEYS");
    }
    if (!text.substring(0, equals).contains(TENANT_ID)) {
      // Without it, one organisation's issuer could speak for the people of any other.
      throw new IllegalArgumentException("the issuer has no {tenantId}");
    }
    TrustedIssuer parsed = new TrustedIssuer(text.substring(0, equals), text.substring(equals + 1));
    URI location = parsed.location(SOME_TENANT.toString());
    if (location.getHost() == null || location.getUserInfo() != null) {
      throw new IllegalArgumentException("the key set has no host");
    }
    return parsed;
  }

  /** Where the keys of {@code concrete} are, if it is this issuer for any tenant. */
  public Optional<URI> keysOf(String concrete) {
    int at = issuer.indexOf(TENANT_ID);
    String after = issuer.substring(at + TENANT_ID.length());
    int length = SOME_TENANT.toString().length();
    boolean fits =
        concrete.length() == at + length + after.length()
            && concrete.startsWith(issuer.substring(0, at))
            && concrete.endsWith(after);
    return fits ? Optional.of(location(concrete.substring(at, at + length))) : Optional.empty();
  }

  private URI location(String tenantId) {
    return URI.create(keys.replace(TENANT_ID, tenantId));
  }

  /** The form in the configuration. */
  @Override
  public String toString() {
    return issuer + "=" + keys;
  }
}
