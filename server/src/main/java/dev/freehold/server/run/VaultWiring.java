package dev.freehold.server.run;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.health.Health;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.server.VaultDependencies;
import dev.freehold.vault.server.VaultServerSettings;
import dev.freehold.vault.throttling.ThrottlingSettings;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebService;
import dev.freehold.web.tls.TlsIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What key vaults are given, whether they run alone or beside the service. */
final class VaultWiring {

  private VaultWiring() {}

  /** The built-in issuer goes by the names {@code issuers}; those of the settings follow. */
  static VaultServerSettings settings(ServerSettings settings, List<String> issuers) {
    ServerSettings.Network network = settings.network();
    List<String> all = new ArrayList<>(issuers);
    settings.vaults().trustedIssuers().forEach(other -> all.add(other.issuer()));
    return new VaultServerSettings(
        network.bindAddress(),
        network.vaultPort(),
        settings.vaults().publicPort(),
        network.vaultPlainPort(),
        network.vaultSuffix(),
        new TokenSettings(
            Optional.empty(),
            all,
            settings.vaults().audiences(),
            settings.vaults().authorityForm()),
        settings.vaults().locations(),
        ThrottlingSettings.FAITHFUL.scaled(settings.vaults().throttlingPercent()));
  }

  static VaultDependencies dependencies(
      Database database,
      Ledger ledger,
      CryptoSuite crypto,
      VaultProtection protection,
      DirectoryPart directory,
      TlsIdentity identity,
      ServerSettings settings,
      Function<URI, WebService> login,
      SharedBounds shared,
      Health health,
      Path sealMarks,
      Clock clock) {
    return new VaultDependencies(
        database,
        ledger,
        crypto,
        protection.masterKey(),
        new IssuerKeys(directory.issuer(), settings.vaults().trustedIssuers()),
        new VaultStanding(
            directory.identities().standings(),
            directory.factors().passwordAlone(),
            directory.memberships(),
            settings.vaults().trustedIssuers()),
        identity.serverContext(),
        clock,
        TwoClocks.of(database, clock),
        Optional.of(login),
        shared,
        health.readiness(),
        sealMarks,
        protection.token());
  }
}
