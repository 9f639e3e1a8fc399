package dev.freehold.server.client;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.roots.VaultCredentials;
import dev.freehold.custody.tokens.TokenReply;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.VaultConnectionEntry;
import dev.freehold.web.client.Certificates;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Vaults in other processes, as their connection files describe them. Each gets tokens of its own
 * login host, so that no token works at two of them. Thread-safe.
 */
public final class ConnectedVaults implements VaultCredentials, AutoCloseable {

  private final List<Connected> connected = new ArrayList<>();
  private final Tenants tenants;

  private ConnectedVaults(Tenants tenants) {
    this.tenants = tenants;
  }

  /**
   * Reads and checks every connection file; no vault is called yet.
   *
   * @throws ServerException with {@code CONNECTION_INVALID}, or {@code CONFIGURATION_INVALID} if
   *     two files are for the same tenant and vaults, or for the same vaults with two authorities
   */
  public static ConnectedVaults open(
      List<VaultConnectionEntry> entries, Tenants tenants, Duration timeout, Clock clock) {
    ConnectedVaults vaults = new ConnectedVaults(tenants);
    Set<String> seen = new HashSet<>();
    for (VaultConnectionEntry entry : entries) {
      VaultConnection connection = VaultConnection.read(entry.file());
      String tenant = entry.tenant().map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
      if (!seen.add(tenant + " " + connection.audience())) {
        throw invalid("%s: there is another file for the same vaults and tenant", entry);
      }
      vaults.requireSameAuthority(connection, entry);
      vaults.connected.add(Connected.of(tenant, connection, timeout, clock));
    }
    return vaults;
  }

  private void requireSameAuthority(VaultConnection connection, VaultConnectionEntry entry) {
    boolean differs =
        connected.stream()
            .map(Connected::connection)
            .filter(other -> other.audience().equals(connection.audience()))
            .anyMatch(other -> !other.authorityPem().equals(connection.authorityPem()));
    if (differs) {
      throw invalid("%s: another file trusts another authority for the same vaults", entry);
    }
  }

  private static ServerException invalid(String message, VaultConnectionEntry entry) {
    return new ServerException(
        ServerError.CONFIGURATION_INVALID,
        "freehold.keys.vault-connections: " + message.formatted(entry.file()));
  }

  /** What is connected. */
  public List<VaultConnection> connections() {
    return connected.stream().map(Connected::connection).toList();
  }

  /**
   * The rules under which they may be called. Each rule says whether those vaults have their own
   * certificate authority.
   */
  public List<VaultAllowList.Rule> rules() {
    return connections().stream()
        .map(
            connection ->
                new VaultAllowList.Rule(
                    connection.suffix(), connection.port(), !connection.authorityPem().isEmpty()))
        .distinct()
        .toList();
  }

  /** Tells whether any connection is for {@code audience}. */
  public boolean knows(String audience) {
    return connections().stream().anyMatch(c -> c.audience().equals(audience));
  }

  @Override
  public TokenReply tokenFor(VaultCaller caller, String audience) {
    Connected found =
        connectedFor(caller.tenantId(), audience)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no connection file is for these vaults and this tenant"));
    try {
      AccessTokens.Token token = found.tokens().current();
      long seconds = Duration.between(Instant.now(found.clock()), token.expiresAt()).toSeconds();
      return new TokenReply(token.value(), seconds, token.expiresAt());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (ApiRefusedException refused) {
      if (isSilence(refused)) {
        throw new UncheckedIOException(
            new IOException("the login host answered with status " + refused.status(), refused));
      }
      throw refused;
    }
  }

  /**
   * The same statuses as of a vault. A refused row of the service's own at the login host is an
   * answer: anyone who writes that database must not make silence by it.
   */
  private static boolean isSilence(ApiRefusedException refused) {
    int status = refused.status();
    return (status >= 500 || status == 408 || status == 429)
        && !refused.code().equals(CustodyError.ROW_NOT_AUTHENTIC.code());
  }

  /** The tenant's own connection stands before the one for every tenant. */
  private Optional<Connected> connectedFor(UUID tenantId, String audience) {
    List<Connected> candidates =
        connected.stream().filter(c -> c.connection().audience().equals(audience)).toList();
    String name =
        tenants.find(tenantId).map(found -> found.name().toLowerCase(Locale.ROOT)).orElse("");
    return candidates.stream()
        .filter(c -> c.tenant().equals(tenantId.toString()) || c.isNamed(name))
        .findFirst()
        .or(() -> candidates.stream().filter(c -> c.tenant().isEmpty()).findFirst());
  }

  @Override
  public void close() {
    connected.forEach(c -> c.http().close());
  }

  /** The trust that a connection asks for. */
  public static X509ExtendedTrustManager trust(VaultConnection connection) {
    return connection.authorityPem().isEmpty()
        ? Certificates.trustingPublic()
        : TrustedAuthority.manager(connection.authorityPem());
  }

  private record Connected(
      String tenant,
      VaultConnection connection,
      HttpsClient http,
      AccessTokens tokens,
      Clock clock) {

    static Connected of(String tenant, VaultConnection connection, Duration timeout, Clock clock) {
      HttpsClient http = new HttpsClient(Certificates.context(trust(connection)), timeout);
      return new Connected(
          tenant,
          connection,
          http,
          AccessTokens.forVaults(http, connection, timeout, clock),
          clock);
    }

    boolean isNamed(String name) {
      return !name.isEmpty() && tenant.equals(name);
    }
  }
}
