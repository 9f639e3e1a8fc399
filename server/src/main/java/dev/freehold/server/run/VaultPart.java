package dev.freehold.server.run;

import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.login.LoginHost;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.server.VaultServer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key vaults of this process: they trust the built-in issuer and share nothing else with it.
 *
 * @param server the running vaults, or nothing if they could not start
 * @param port where they are, or would be
 * @param ledger theirs, if they have one
 */
record VaultPart(Optional<VaultServer> server, int port, Optional<WatchedLedger> ledger) {

  private static final Logger LOG = LoggerFactory.getLogger(VaultPart.class);

  /**
   * Starts the vaults. If what they keep cannot be used, the service goes on without them, as with
   * any vault that is down; a port that is taken is a mistake in the configuration and ends the
   * start.
   */
  static VaultPart start(
      ServerSettings settings,
      DataFolder folder,
      Stores stores,
      DirectoryPart directory,
      Closer closer,
      Clock clock) {
    int configured = settings.network().vaultPort();
    if (stores.vault().isEmpty()) {
      return new VaultPart(Optional.empty(), configured, Optional.empty());
    }
    WatchedLedger ledger = WatchedLedger.of(stores.vault().get(), clock);
    try {
      VaultServer server =
          VaultServer.start(
              VaultWiring.settings(settings, issuers(directory.issuer())),
              VaultWiring.dependencies(
                  stores.vault().get(),
                  ledger.ledger(),
                  stores.crypto(),
                  VaultProtection.of(
                      settings.protection(),
                      folder.vault().resolve("master.key"),
                      stores.crypto(),
                      closer),
                  directory.issuer(),
                  stores.authority(),
                  settings,
                  LoginHost.ofService(
                      directory.tokens(),
                      directory.devices(),
                      directory.documents(),
                      directory.issuer().issuer().authority()),
                  clock));
      return new VaultPart(Optional.of(server), server.port(), Optional.of(ledger));
    } catch (VaultException failed) {
      if (failed.error() == VaultError.LISTEN) {
        throw new ServerException(ServerError.ADDRESS_UNUSABLE, failed.getMessage(), failed);
      }
      LOG.atError().addKeyValue("code", failed.code()).log("vaults: {}", failed.getMessage());
      return new VaultPart(Optional.empty(), configured, Optional.empty());
    }
  }

  /** One issuer under two names: that of the login host, and that of the REST API. */
  private static List<String> issuers(TokenIssuer issuer) {
    return List.of("{authority}/{tenantId}/", issuer.issuer().authority() + "/{tenantId}/");
  }
}
