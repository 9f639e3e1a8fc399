package dev.freehold.server.run;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.server.ServerException;
import dev.freehold.server.certificates.AuthorityFile;
import dev.freehold.server.certificates.ListenerCertificates;
import dev.freehold.server.certificates.ListenerNames;
import dev.freehold.server.client.Connection;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.health.Check;
import dev.freehold.server.health.Health;
import dev.freehold.server.health.MetricsListener;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiGate;
import dev.freehold.server.http.Handler;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.server.stores.FirstStart;
import dev.freehold.server.stores.NativeFiles;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.stores.SealMarksFile;
import dev.freehold.server.stores.Stores;
import dev.freehold.server.stores.VaultFolder;
import dev.freehold.vault.seals.RollBack;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.web.http.Gate;
import dev.freehold.web.http.SharedBounds;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Key vaults that run alone: with their own data folder, database, ledger, certificate authority,
 * issuer and administrators, and nothing in common with any service that uses them. It is ready
 * when {@link #start} returns. Closing it lets requests under way finish; killing it loses nothing
 * that was acknowledged.
 */
public final class StandaloneVault implements AutoCloseable {

  private final Closer closer = new Closer();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Health health = new Health();
  private final SharedBounds shared;
  private final VaultFolder folder;
  private final CryptoSuite crypto;
  private final Database database;
  private final LedgerPart ledger;
  private final VaultRecords records;
  private final ListenerCertificates certificates;
  private final VaultServer server;
  private final URI metricsUri;
  private final boolean isFirstStart;
  private final VaultAdministratorAccess.Administrator administrator;
  private final CompletableFuture<PersistenceException> ended = new CompletableFuture<>();

  /**
   * Starts everything; if any part cannot start, nothing is left running.
   *
   * @throws ServerException if the data folder or the address cannot be used; the modules'
   *     exceptions for their own parts
   */
  public static StandaloneVault start(ServerSettings settings, Clock clock) {
    return start(settings, RollBack.REFUSE, clock);
  }

  /** The same; {@code rollBack} says whether to accept vaults whose rows are in an older state. */
  public static StandaloneVault start(ServerSettings settings, RollBack rollBack, Clock clock) {
    return new StandaloneVault(settings, rollBack, clock);
  }

  private StandaloneVault(ServerSettings settings, RollBack rollBack, Clock clock) {
    this.shared = settings.shared();
    try {
      this.folder = new VaultFolder(closer.add(DataFolder.take(settings.dataFolder())));
      NativeFiles.unpackInto(folder.nativeFiles());
      String suffix = settings.network().vaultSuffix();
      String host = "login." + suffix;
      this.crypto = CryptoSuite.select(settings.crypto());
      this.database =
          closer.add(
              Databases.open(
                  Stores.choice(settings.database(), folder.database()), Schemas.STANDALONE_VAULT));
      this.ledger = LedgerPart.of(database, clock, closer);
      this.certificates = ListenerCertificates.ofVaults(settings, folder.authority(), clock);
      certificates.show(meters);
      MetricsListener.Place place =
          new MetricsListener.Place(
              settings.metrics(), host, () -> certificates.of(ListenerNames.VAULT).serverContext());
      this.metricsUri = closer.add(MetricsListener.start(place, health, meters, shared)).uri();
      ServiceMasterKey issuerKey =
          closer.add(FirstStart.masterKey(folder.issuerKey(), List.of(), database, crypto));
      closer.add(
          RowSealing.start(
              database,
              new SealMarksFile(folder.sealMarks()),
              issuerKey,
              CustodySeals.DIRECTORY,
              ledger.ledger(),
              meters,
              clock));
      // The issuer's name is that of the login host, which is known when its port is.
      DirectoryPart directory =
          DirectoryPart.open(
              database,
              ledger.ledger(),
              crypto,
              issuerKey,
              URI.create("https://" + host),
              List.of(),
              Surroundings.of(clock));
      Basics basics = new Basics(database, ledger.ledger(), crypto, meters, clock);
      this.records = new VaultRecords(settings, basics, directory, issuerKey, host, closer);
      this.server = closer.add(serve(settings, basics, directory, rollBack));
      VaultAdministratorAccess access =
          new VaultAdministratorAccess(directory, server.administration("system:first-start"));
      Path file = folder.administratorConnection();
      this.isFirstStart = access.ensure(file, server.loginUri(), authorityPem());
      this.administrator = access.administrator(file);
      closer.add(
          certificates.watch(
              ListenerNames.VAULT, pem -> Connection.renewAuthority(file, server.loginUri(), pem)));
      records.send(closer);
      ledger.show(LogKind.VAULTS.part(), meters);
      VaultPart.showRefusedRows(server, meters);
      closer.add(new Recurring("schema", CustodyLimits.NODE_BEAT, this::endIfOutgrown));
      health.begin(checks());
    } catch (RuntimeException | Error failed) {
      // An error too: listeners that are left running would keep the process from ending.
      closer.close();
      throw failed;
    }
  }

  private VaultServer serve(
      ServerSettings settings, Basics basics, DirectoryPart directory, RollBack rollBack) {
    return VaultServer.start(
        VaultWiring.settings(settings, List.of("{authority}/{tenantId}/")),
        VaultWiring.dependencies(
            database,
            ledger.ledger(),
            crypto,
            VaultProtection.of(settings.protection(), folder.masterKey(), crypto, closer),
            directory,
            certificates.of(ListenerNames.VAULT),
            settings,
            own -> closer.add(login(settings, basics, directory, own)),
            shared,
            health,
            folder.vaultSealMarks(),
            basics.clock()),
        rollBack);
  }

  private Gate<Admission, Handler> login(
      ServerSettings settings, Basics basics, DirectoryPart directory, URI own) {
    return ApiGate.ofLogin(
        VaultLoginHost.routes(basics, directory, records, own),
        new BearerTokens(directory, own),
        meters,
        shared,
        settings.limits().concurrentRequests());
  }

  /** What only auditors miss degrades vaults; without a ledger they do nothing. */
  private List<Check> checks() {
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new Check("database", true, database::ping),
                new Check("ledger", true, ledger::requireTakesEntries),
                new Check("certificates", false, certificates::requireGood)));
    checks.addAll(records.checks());
    return checks;
  }

  /** A newer program may have taken away what this one needs of the tables. */
  private void endIfOutgrown() {
    database.outgrown().ifPresent(ended::complete);
  }

  /** Comes when this program may not go on; not when somebody closes the vaults. */
  public CompletionStage<PersistenceException> ended() {
    return ended;
  }

  /** Where figures and health are shown, without a path. */
  public URI metricsUri() {
    return metricsUri;
  }

  /** The vaults. */
  public VaultServer server() {
    return server;
  }

  /** The certificate authority that clients trust, as PEM; empty for the public ones. */
  public String authorityPem() {
    return certificates.of(ListenerNames.VAULT).authorityPem();
  }

  /** The local authority's certificate on disk; empty if the vaults show another one's. */
  public Optional<AuthorityFile> authorityFile() {
    return certificates.authorityFile();
  }

  /** How the administrator connects. */
  public Path administratorConnection() {
    return folder.administratorConnection();
  }

  /** Whether the administrator's credential was made by this start. */
  public boolean isFirstStart() {
    return isFirstStart;
  }

  /** The tenant of the vaults and of everyone who may use them. */
  public UUID tenantId() {
    return administrator.tenantId();
  }

  /** The subscription in which the administrator makes vaults. */
  public UUID subscriptionId() {
    return administrator.subscriptionId();
  }

  /** The administrator in access policies. */
  public UUID administratorObjectId() {
    return administrator.objectId();
  }

  /** What was chosen and where it is, a line each. */
  public Map<String, String> report() {
    Map<String, String> report = new LinkedHashMap<>();
    report.put("vaults", server.resource());
    report.put("management", server.managementResource());
    report.put("login", server.loginUri().toString());
    report.put("metrics", metricsUri.toString());
    report.put("database", database.dialect().name().toLowerCase(Locale.ROOT));
    report.put("crypto", crypto.report().replaceFirst("^crypto: ", ""));
    return report;
  }

  /** Stops accepting, lets requests under way finish within their bound, closes everything. */
  @Override
  public void close() {
    closer.close();
  }
}
