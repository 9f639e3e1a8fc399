package dev.freehold.server.run;

import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.publish.LogIdentity;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.certificates.ListenerNames;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.console.OwnVaults;
import dev.freehold.server.features.ledger.LogSource;
import dev.freehold.server.features.tokens.LoginHost;
import dev.freehold.server.health.Health;
import dev.freehold.server.http.ApiGate;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.server.stores.Stores;
import dev.freehold.server.stores.VaultFolder;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.seals.RollBack;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.http.SharedBounds;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key vaults of this process: they trust the built-in issuer and share nothing else with it.
 *
 * @param running nothing if they could not start
 * @param port where clients find them, or would
 */
record VaultPart(Optional<Running> running, int port) {

  private static final Logger LOG = LoggerFactory.getLogger(VaultPart.class);

  /**
   * Vaults that run.
   *
   * @param server for their clients
   * @param database theirs alone
   * @param ledger in it
   * @param identity who signs for their logs
   */
  record Running(VaultServer server, Database database, LedgerPart ledger, LogIdentity identity) {}

  Optional<VaultServer> server() {
    return running.map(Running::server);
  }

  /** Where their clients get tokens. */
  Optional<URI> loginUri() {
    return server().map(VaultServer::loginUri);
  }

  /** The vaults as people of the console may use them. */
  Optional<OwnVaults> forPeople(Stores stores, DirectoryPart directory) {
    return server()
        .map(
            server ->
                new OwnVaults(
                    server,
                    stores.certificates().of(ListenerNames.VAULT),
                    directory.users(),
                    directory.issuer()));
  }

  void show(MeterRegistry meters) {
    running.ifPresent(
        vaults -> {
          vaults.ledger().show(LogKind.VAULTS.part(), meters);
          showRefusedRows(vaults.server(), meters);
        });
  }

  static void showRefusedRows(VaultServer server, MeterRegistry meters) {
    FunctionCounter.builder("freehold.vault.rows.refused", server, VaultServer::refusedRows)
        .description("How often rows that decide who may use the vaults' keys were refused")
        .register(meters);
  }

  /** Their log, for the publisher. */
  Optional<LogSource> log() {
    return running.map(
        they -> new LogSource(they.identity(), they.database(), they.ledger().ledger()));
  }

  Optional<LedgerPart> ledger() {
    return running.map(Running::ledger);
  }

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
      RollBack rollBack,
      MeterRegistry meters,
      SharedBounds shared,
      Health health,
      Closer closer,
      Clock clock) {
    int configured =
        settings.vaults().publicPort() == 0
            ? settings.network().vaultPort()
            : settings.vaults().publicPort();
    if (stores.vault().isEmpty()) { // switched off, or its database cannot be opened
      return new VaultPart(Optional.empty(), configured);
    }
    Database database = stores.vault().get();
    LedgerPart ledger = LedgerPart.of(database, clock, closer);
    try {
      VaultServer server =
          VaultServer.start(
              VaultWiring.settings(settings, issuers(directory.issuer())),
              VaultWiring.dependencies(
                  database,
                  ledger.ledger(),
                  stores.crypto(),
                  VaultProtection.of(
                      settings.protection(),
                      folder.vault().resolve("master.key"),
                      stores.crypto(),
                      closer),
                  directory,
                  stores.certificates().of(ListenerNames.VAULT),
                  settings,
                  own ->
                      closer.add(
                          ApiGate.ofLogin(
                              LoginHost.ofService(
                                  directory.tokens(), own, directory.issuer().issuer().authority()),
                              new BearerTokens(directory, own),
                              meters,
                              shared,
                              settings.limits().concurrentRequests())),
                  shared,
                  health,
                  folder.vault().resolve(VaultFolder.SEAL_MARKS),
                  clock),
              rollBack);
      return new VaultPart(
          identity(server, database, ledger, settings, clock)
              .map(identity -> new Running(server, database, ledger, identity)),
          server.publicPort());
    } catch (WebException failed) {
      if (failed.error() == WebError.ADDRESS_UNUSABLE) {
        throw failed;
      }
      return down(failed.code(), failed, configured);
    } catch (VaultException failed) {
      return down(failed.code(), failed, configured);
    } catch (PersistenceException failed) {
      return down(failed.code(), failed, configured);
    } catch (LedgerException failed) {
      return down(failed.code(), failed, configured);
    }
  }

  private static VaultPart down(String code, RuntimeException failed, int port) {
    LOG.atError().addKeyValue("code", code).log("vaults: {}", failed.getMessage());
    return new VaultPart(Optional.empty(), port);
  }

  /** Vaults whose log nobody could check do not run. */
  private static Optional<LogIdentity> identity(
      VaultServer server,
      Database database,
      LedgerPart ledger,
      ServerSettings settings,
      Clock clock) {
    try {
      return Optional.of(
          LogIdentity.openOrCreate(
              LogKind.VAULTS,
              database,
              ledger.ledger(),
              server.logKeySealer(),
              settings.network().apiName(),
              clock));
    } catch (VaultException failed) {
      server.close();
      throw failed;
    } catch (RuntimeException failed) {
      server.close();
      LOG.error("vaults: the key that signs their log can neither be read nor made", failed);
      return Optional.empty();
    }
  }

  /** One issuer under two names: that of the login host, and that of the REST API. */
  private static List<String> issuers(TokenIssuer issuer) {
    return List.of("{authority}/{tenantId}/", issuer.issuer().authority() + "/{tenantId}/");
  }
}
