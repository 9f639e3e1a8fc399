package dev.freehold.server.features.protection;

import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.registry.VersionStanding;
import dev.freehold.vault.server.VaultServer;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How versions of keys stand that are in vaults of this server. What is in others only their owners
 * know.
 */
final class OwnVersions {

  private final Map<RootKeyUri, VersionStanding> found;

  private OwnVersions(Map<RootKeyUri, VersionStanding> found) {
    this.found = found;
  }

  /** Looks up these versions, in vaults of the tenant, by one statement. */
  static OwnVersions of(Optional<VaultServer> vaults, UUID tenantId, Collection<String> uris) {
    Map<RootKeyUri, VersionStanding> found = new HashMap<>();
    vaults.ifPresent(server -> find(server, tenantId, uris, found));
    return new OwnVersions(found);
  }

  private static void find(
      VaultServer server,
      UUID tenantId,
      Collection<String> uris,
      Map<RootKeyUri, VersionStanding> found) {
    Map<Version, RootKeyUri> wanted = new HashMap<>();
    Set<VersionStanding.Name> keys = new HashSet<>();
    for (String text : uris) {
      RootKeyUri uri = RootKeyUri.parse(text);
      name(server, uri)
          .ifPresent(
              key -> {
                keys.add(key);
                wanted.put(new Version(key, uri.version()), uri);
              });
    }
    server
        .administration("system:protection")
        .versions(tenantId, keys)
        .forEach(
            standing -> {
              RootKeyUri uri = wanted.get(Version.of(standing));
              if (uri != null) {
                found.put(uri, standing);
              }
            });
  }

  /** The key of an address, if its vault is one of this server. */
  private static Optional<VersionStanding.Name> name(VaultServer server, RootKeyUri uri) {
    String vault = uri.host().substring(0, Math.max(0, uri.host().indexOf('.')));
    String own = server.vaultUri(vault).getAuthority();
    return own.equalsIgnoreCase(URI.create(uri.vaultUrl()).getAuthority())
        ? Optional.of(new VersionStanding.Name(vault, uri.name()))
        : Optional.empty();
  }

  /** A version; empty if it is not in a vault of this server that the tenant has. */
  Optional<VersionStanding> find(String uri) {
    return Optional.ofNullable(found.get(RootKeyUri.parse(uri)));
  }

  private record Version(VersionStanding.Name key, String version) {
    static Version of(VersionStanding standing) {
      return new Version(
          new VersionStanding.Name(standing.vault(), standing.key()),
          VersionId.format(standing.version()));
    }
  }
}
