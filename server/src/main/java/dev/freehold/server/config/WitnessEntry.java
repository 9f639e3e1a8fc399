package dev.freehold.server.config;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.web.net.Loopback;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A witness of tenants' logs.
 *
 * @param tenant the name or GUID of the one tenant whose own witness it is; empty for every tenant
 * @param address the address before {@code /add-checkpoint}; plain HTTP on this machine only
 * @param key verifies its cosignatures
 * @param authority the certificate authority to trust; empty for those that Java trusts
 */
public record WitnessEntry(
    Optional<String> tenant, URI address, VerifierKey key, Optional<Path> authority) {

  /** Reads {@code [TENANT=]URL VKEY [CA-FILE]}. */
  static WitnessEntry parse(String text) {
    String[] parts = text.strip().split("\\s+", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException("neither URL VKEY nor URL VKEY CA-FILE");
    }
    int scheme = parts[0].indexOf("://");
    int equals = scheme < 0 ? -1 : parts[0].lastIndexOf('=', scheme);
    VerifierKey key = VerifierKey.parse(parts[1]);
    if (equals == 0 || key.use() != VerifierKey.Use.COSIGNATURE) {
      throw new IllegalArgumentException("no tenant before the =, or no key for cosignatures");
    }
    return new WitnessEntry(
        equals < 0 ? Optional.empty() : Optional.of(parts[0].substring(0, equals)),
        address(parts[0].substring(equals + 1)),
        key,
        parts.length < 3
            ? Optional.empty()
            : Optional.of(Path.of(parts[2]).toAbsolutePath().normalize()));
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    if (address.getHost() == null
        || address.getRawQuery() != null
        || address.getRawFragment() != null
        || address.getRawUserInfo() != null
        || !("https".equals(address.getScheme()) || isPlainHere(address))) {
      throw new IllegalArgumentException("neither https: nor http: on this machine");
    }
    return address;
  }

  private static boolean isPlainHere(URI address) {
    return "http".equals(address.getScheme()) && Loopback.isHost(address.getHost());
  }

  /** The form in the configuration. */
  @Override
  public String toString() {
    return tenant.map(name -> name + "=").orElse("")
        + address
        + " "
        + key
        + authority.map(file -> " " + file).orElse("");
  }
}
