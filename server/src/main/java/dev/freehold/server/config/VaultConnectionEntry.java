package dev.freehold.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A connection file for vaults in another process.
 *
 * @param tenant the name or GUID of the one tenant that it is for; empty for every tenant
 * @param file the connection file
 */
public record VaultConnectionEntry(Optional<String> tenant, Path file) {

  /** Reads {@code [TENANT=]FILE}. */
  static VaultConnectionEntry parse(String text) {
    int equals = text.indexOf('=');
    String tenant = equals < 0 ? "" : text.substring(0, equals).strip();
    String path = text.substring(equals + 1).strip();
    if (path.isEmpty() || (equals >= 0 && tenant.isEmpty())) {
      throw new IllegalArgumentException("neither FILE nor TENANT=FILE");
    }
    return new VaultConnectionEntry(
        tenant.isEmpty() ? Optional.empty() : Optional.of(tenant),
        Path.of(path).toAbsolutePath().normalize());
  }

  /** The form in the configuration. */
  @Override
  public String toString() {
    return tenant.map(name -> name + "=").orElse("") + file;
  }
}
