package dev.freehold.server.run;

import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.availability.AvailabilityFinding;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.nodes.NodeEnd;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.custody.sessions.BrowserSessionProof;
import dev.freehold.files.access.AccessKeyProof;
import dev.freehold.files.maintenance.FileRows;
import dev.freehold.files.s3.S3Listener;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Attachments;
import dev.freehold.server.certificates.AuthorityFile;
import dev.freehold.server.certificates.ListenerNames;
import dev.freehold.server.client.Connection;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.ledger.LedgerPublishing;
import dev.freehold.server.health.Health;
import dev.freehold.server.health.MetricsListener;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiListener;
import dev.freehold.server.http.Handler;
import dev.freehold.server.stores.AvailabilityLoss;
import dev.freehold.server.stores.AvailabilityPlace;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.server.stores.FirstStart;
import dev.freehold.server.stores.OwnAvailability;
import dev.freehold.server.stores.RemoteBlobs;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.stores.Stores;
import dev.freehold.vault.seals.AcceptedRow;
import dev.freehold.vault.seals.RollBack;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.web.client.Certificates;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the service and the key vaults, in one process, reached over HTTPS only. It is
 * ready when {@link #start} returns. Closing it lets requests under way finish; killing it loses
 * nothing that was acknowledged.
 */
public final class FreeholdServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FreeholdServer.class);

  private final ServerSettings settings;
  private final Closer closer = new Closer();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Health health = new Health();
  private final SharedBounds shared;
  private final JobPart background = new JobPart();
  private final DataFolder folder;
  private final URI apiUri;
  private final URI s3Uri;
  private final URI metricsUri;
  private final Stores stores;
  private final LedgerPart watched;
  private final VaultPart vaults;
  private final List<Route<Admission, Handler>> routes;
  private final boolean isFirstStart;
  private final Optional<AvailabilityFinding> lostKeys;
  private final CompletableFuture<NodeEnd> ended = new CompletableFuture<>();

  /**
   * Starts everything; if any part cannot start, nothing is left running. A vault that is down does
   * not keep the server from starting.
   *
   * @throws dev.freehold.server.ServerException if the data folder or an address cannot be used;
   *     the modules' exceptions for their own parts
   */
  public static FreeholdServer start(ServerSettings settings, Clock clock) {
    return start(settings, AvailabilityLoss.REFUSE, RollBack.REFUSE, clock);
  }

  /** The same; what is lost, or older than it was, is accepted or not as the operator chooses. */
  public static FreeholdServer start(
      ServerSettings settings, AvailabilityLoss loss, RollBack rollBack, Clock clock) {
    return new FreeholdServer(settings, loss, rollBack, Surroundings.of(clock));
  }

  /** The same in surroundings that a test has chosen. */
  public static FreeholdServer start(ServerSettings settings, Surroundings surroundings) {
    return new FreeholdServer(settings, AvailabilityLoss.REFUSE, RollBack.REFUSE, surroundings);
  }

  private FreeholdServer(
      ServerSettings settings,
      AvailabilityLoss loss,
      RollBack rollBack,
      Surroundings surroundings) {
    this.settings = settings;
    Clock clock = surroundings.clock();
    this.shared = settings.shared();
    try {
      this.folder = closer.add(DataFolder.take(settings.dataFolder()));
      folder.refuseVaults();
      ServerSettings.Network network = settings.network();
      ListenSocket socket = closer.add(ListenSocket.bind(network.bindAddress(), network.apiPort()));
      Optional<ListenSocket> plainApi = ListenSocket.loopback(network.apiPlainPort());
      plainApi.ifPresent(closer::add);
      this.apiUri = HttpsUri.of(network.apiName(), network.apiPublicPort(), socket.port());
      this.stores = Stores.open(settings, folder, loss, clock, closer);
      stores.certificates().show(meters);
      FunctionCounter.builder(
              "freehold.database.statements",
              stores.database().attachments(),
              Attachments::statements)
          .description("Statements that the service's database ran")
          .register(meters);
      MetricsListener.Place place =
          new MetricsListener.Place(
              settings.metrics(), network.apiName(), () -> tls(ListenerNames.API));
      this.metricsUri = closer.add(MetricsListener.start(place, health, meters, shared)).uri();
      OwnAvailability availability =
          OwnAvailability.check(stores, AvailabilityPlace.of(settings, folder).shown(), loss);
      this.watched = LedgerPart.of(stores.database(), clock, closer);
      watched.show(LogKind.SERVICE.part(), meters);
      ServiceMasterKey master =
          closer.add(
              FirstStart.masterKey(
                  folder.serviceMasterKey(),
                  settings.previousMasterKeys(),
                  stores.database(),
                  stores.crypto()));
      closer.add(
          RowSealing.start(
              stores.database(),
              stores.availability(),
              master,
              Schemas.SEALED,
              watched.ledger(),
              meters,
              clock));
      DirectoryPart directory =
          DirectoryPart.open(
              stores.database(),
              watched.ledger(),
              stores.crypto(),
              master,
              apiUri,
              List.of(new AccessKeyProof(), new BrowserSessionProof()),
              surroundings);
      this.lostKeys = availability.settle(directory.tenants(), watched.ledger(), clock);
      NodePart node =
          NodePart.admit(
              folder,
              stores.database(),
              directory.operators().tenant().id(),
              watched.ledger(),
              clock);
      this.vaults =
          VaultPart.start(
              settings, folder, stores, directory, rollBack, meters, shared, health, closer, clock);
      vaults.server().ifPresent(closer::add);
      vaults.show(meters);
      Basics basics =
          new Basics(stores.database(), watched.ledger(), stores.crypto(), meters, clock);
      CustodyPart custody =
          CustodyPart.start(
              settings,
              stores,
              watched.ledger(),
              master,
              directory,
              vaults.port(),
              meters,
              clock,
              closer);
      LedgerPublishing logs =
          LedgerPublishing.start(
              settings.ledger(),
              basics,
              settings.network().apiName(),
              master,
              vaults.log(),
              directory.tenants(),
              closer);
      closer.add(ContentUpkeep.sweeping(settings, stores, clock));
      ObjectStore objects = stores.objects(custody.keyAccess(), clock);
      MailPart mail =
          MailPart.of(basics, custody, directory, objects, settings.limits().mailboxBytes());
      FilesPart files =
          FilesPart.of(
              settings.files(),
              basics,
              custody,
              directory.identities(),
              master,
              objects,
              background.foreground());
      List<Feature> features =
          new Features(
                  settings,
                  surroundings,
                  basics,
                  stores,
                  master,
                  node,
                  end -> stopServing(end, custody),
                  directory,
                  custody,
                  vaults,
                  logs,
                  objects,
                  mail,
                  files,
                  background.foreground(),
                  shared,
                  apiUri)
              .all();
      features.forEach(feature -> feature.start(closer));
      background.start(
          basics,
          custody,
          new ObjectResealer(
              stores.parts(custody.keyAccess(), clock),
              List.of(mail.companion()),
              List.of(new FileRows(new Aead(stores.crypto()), stores.database().dialect()))),
          features.stream().flatMap(feature -> feature.jobs().stream()).toList(),
          settings.jobs(),
          closer);
      this.routes =
          background.counted(
              features.stream().flatMap(feature -> feature.routes().stream()).toList());
      this.isFirstStart =
          new OperatorAccess(directory.operators(), stores.crypto().random())
              .ensure(folder.operatorConnection(), apiUri, authorityPem(), settings.operators());
      closer.add(stores.certificates().watch(ListenerNames.API, this::keepOperatorConnection));
      closer.add(listen(socket, plainApi, directory));
      String s3Name = settings.files().s3Name();
      S3Listener s3 = closer.add(files.listen(settings, tls(ListenerNames.S3), shared, health));
      this.s3Uri = HttpsUri.of(s3Name, settings.files().s3PublicPort(), s3.port());
      health.begin(HealthChecks.of(stores, watched, settings.vaults().builtIn(), vaults, features));
    } catch (RuntimeException | Error failed) {
      // An error too: listeners that are left running would keep the process from ending.
      closer.close();
      throw failed;
    }
  }

  /** Uses no key any more, at once; the process ends when whoever started it sees this. */
  private void stopServing(NodeEnd end, CustodyPart custody) {
    if (ended.complete(end)) {
      LOG.error("{}; it stops serving", end.words());
      custody.keyAccess().close();
    }
  }

  private void keepOperatorConnection(String authorityPem) {
    Connection.renewAuthority(folder.operatorConnection(), apiUri, authorityPem);
  }

  private SSLContext tls(String listener) {
    return stores.certificates().of(listener).serverContext();
  }

  private ApiListener listen(
      ListenSocket socket, Optional<ListenSocket> plainApi, DirectoryPart directory) {
    return ApiListener.start(
        new ApiListener.Settings(
            socket,
            Optional.of(tls(ListenerNames.API)),
            plainApi,
            shared,
            health.readiness(),
            settings.limits().concurrentRequests(),
            settings.limits().shutdown()),
        routes,
        new BearerTokens(directory),
        meters);
  }

  /** Comes when this node may not serve any more; not when somebody closes the server. */
  public CompletionStage<NodeEnd> ended() {
    return ended;
  }

  /** The base URL of the REST API. */
  public URI apiUri() {
    return apiUri;
  }

  /** Where sites are S3 buckets. */
  public URI s3Uri() {
    return s3Uri;
  }

  /** Where figures and health are shown, without a path. */
  public URI metricsUri() {
    return metricsUri;
  }

  /**
   * The key vaults of this process.
   *
   * @throws IllegalStateException if they could not start
   */
  public VaultServer vaults() {
    return vaults
        .server()
        .orElseThrow(() -> new IllegalStateException("the vaults could not start; see the log"));
  }

  /** The address of the key vaults of this process; empty if they could not start. */
  public Optional<String> vaultAddress() {
    return vaults.server().map(VaultServer::resource);
  }

  /** The older states of vaults that this start accepted; none if they could not start. */
  public List<AcceptedRow> acceptedRows() {
    return vaults.server().map(VaultServer::acceptedRows).orElse(List.of());
  }

  /** Every route that the service answers. */
  public List<Route<Admission, Handler>> routes() {
    return routes;
  }

  /** The certificate authority that clients trust, as PEM; empty for the public ones. */
  public String authorityPem() {
    return stores.certificates().of(ListenerNames.API).authorityPem();
  }

  /** The local authority's certificate on disk; empty if every listener shows another one's. */
  public Optional<AuthorityFile> authorityFile() {
    return stores.certificates().authorityFile();
  }

  /** TLS for clients that trust the REST API of this server and no other. */
  public SSLContext clientTls() {
    return Certificates.context(stores.certificates().of(ListenerNames.API).trust());
  }

  /** How the operator connects. */
  public Path operatorConnection() {
    return folder.operatorConnection();
  }

  /** Whether the operator's credential was made by this start. */
  public boolean isFirstStart() {
    return isFirstStart;
  }

  /** Keys that the start went on without, if they were lost and the loss was accepted. */
  public Optional<AvailabilityFinding> lostKeys() {
    return lostKeys;
  }

  /** What was chosen and where it is, a line each. */
  public Map<String, String> report() {
    Map<String, String> report = new LinkedHashMap<>();
    report.put("api", apiUri.toString());
    report.put("s3", s3Uri.toString());
    report.put("vaults", vaultAddress().orElseGet(this::noVaults));
    report.put("metrics", metricsUri.toString());
    report.put("database", stores.database().dialect().name().toLowerCase(Locale.ROOT));
    report.put("availability", stores.availability().dialect().name().toLowerCase(Locale.ROOT));
    report.put("blobs", settings.remoteBlobs().map(RemoteBlobs::address).orElse("folder"));
    report.put("crypto", stores.crypto().report().replaceFirst("^crypto: ", ""));
    return report;
  }

  private String noVaults() {
    return switch (settings.vaults().builtIn()) {
      case LOCAL -> "down";
      case NONE -> "none";
    };
  }

  /** Stops accepting, lets requests under way finish within their bound, closes everything. */
  @Override
  public void close() {
    closer.close();
  }
}
