package dev.freehold.server.run;

import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreBinding;
import dev.freehold.content.store.SweepSettings;
import dev.freehold.content.store.Sweeper;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.IssuerName;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.custody.identity.TokenVerifier;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.Folders;
import dev.freehold.mail.Mailboxes;
import dev.freehold.mail.Messages;
import dev.freehold.server.api.ApiAudience;
import dev.freehold.server.api.Apis;
import dev.freehold.server.api.HealthApi;
import dev.freehold.server.api.Routes;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.http.HttpsListener;
import dev.freehold.server.http.ListenSocket;
import dev.freehold.server.http.ProblemException;
import dev.freehold.vault.server.VaultServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A running server: the service and the key vaults, in one process, reached over HTTPS only. It
 * answers when {@link #start} returns. Closing it lets requests under way finish; killing it loses
 * nothing that was acknowledged.
 */
public final class FreeholdServer implements AutoCloseable {

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  private static final int SWEEP_MAX_BLOBS = 50_000;
  private static final int SWEEP_MAX_RELEASED = 10_000;

  private final Closer closer;
  private final DataFolder folder;
  private final URI apiUri;
  private final VaultServer vaults;
  private final Stores stores;
  private final boolean isFirstStart;

  private FreeholdServer(
      Closer closer,
      DataFolder folder,
      URI apiUri,
      VaultServer vaults,
      Stores stores,
      boolean isFirstStart) {
    this.closer = closer;
    this.folder = folder;
    this.apiUri = apiUri;
    this.vaults = vaults;
    this.stores = stores;
    this.isFirstStart = isFirstStart;
  }

  /**
   * Starts everything; if any part cannot start, nothing is left running. A vault elsewhere that is
   * down does not keep the server from starting.
   *
   * @throws dev.freehold.server.ServerException if the data folder or an address cannot be used;
   *     the modules' exceptions for their own parts
   */
  public static FreeholdServer start(ServerSettings settings, Clock clock) {
    Closer closer = new Closer();
    try {
      return start(settings, clock, closer);
    } catch (RuntimeException failed) {
      closer.close();
      throw failed;
    }
  }

  private static FreeholdServer start(ServerSettings settings, Clock clock, Closer closer) {
    ServerSettings.Network network = settings.network();
    DataFolder folder = closer.add(DataFolder.take(settings.dataFolder()));
    ListenSocket socket = closer.add(ListenSocket.bind(network.bindAddress(), network.apiPort()));
    URI apiUri = URI.create("https://" + network.apiName() + ":" + socket.port());
    Stores stores = Stores.open(settings, folder, clock, closer);

    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    FileMasterKey master =
        closer.add(FileMasterKey.openOrCreate(folder.serviceMasterKey(), stores.crypto()));
    Ledger ledger = new Ledger(stores.database(), clock);
    Tenants tenants = new Tenants(stores.database(), ledger, clock);
    Identities identities =
        new Identities(stores.database(), ledger, stores.crypto().random(), clock);
    TokenIssuer issuer =
        TokenIssuer.open(
            stores.database(), identities, master, new IssuerName(apiUri), clock, TOKEN_LIFETIME);
    VaultServer vaults = closer.add(VaultPart.start(settings, folder, stores, issuer, clock));
    CustodyPart custody =
        CustodyPart.start(settings, stores, master, issuer, vaults.port(), meters, clock, closer);

    ObjectStore objects =
        new ObjectStore(
            stores.database(),
            stores.blobs(),
            custody.keyAccess(),
            new ObjectFormatV1(stores.crypto()),
            stores.crypto().random(),
            clock);
    closer.add(sweeping(settings, stores, clock));
    Apis apis =
        new Apis(
            new HealthApi(HealthChecks.of(stores, folder), meters),
            new Apis.Directory(tenants, identities, issuer),
            new Apis.Keys(custody.policies(), custody.keyAccess().depKeys()),
            mail(stores, custody, objects, clock),
            clock);
    boolean isFirstStart =
        new OperatorAccess(tenants, identities)
            .ensure(folder.operatorConnection(), apiUri, stores.authority().certificatePem());
    TokenVerifier verifier = issuer.verifierFor(ApiAudience.RESOURCE);
    closer.add(
        HttpsListener.start(
            new HttpsListener.Settings(
                socket,
                stores.authority().serverContext(List.of(network.apiName(), "127.0.0.1")),
                settings.limits().concurrentRequests(),
                settings.limits().shutdown()),
            Routes.table(apis, settings.limits().messageBytes()),
            token -> {
              try {
                return verifier.verify(token);
              } catch (CustodyException refused) {
                throw ProblemException.unauthenticated();
              }
            },
            meters));
    return new FreeholdServer(closer, folder, apiUri, vaults, stores, isFirstStart);
  }

  private static Apis.Mail mail(
      Stores stores, CustodyPart custody, ObjectStore objects, Clock clock) {
    return new Apis.Mail(
        new Mailboxes(
            stores.database(), new CustodyMailboxKeys(custody.ownerKeys()), objects, clock),
        new Folders(stores.database(), clock),
        new Messages(
            stores.database(), objects, custody.keyAccess(), new Aead(stores.crypto()), clock));
  }

  private static Sweeping sweeping(ServerSettings settings, Stores stores, Clock clock) {
    StoreBinding binding =
        new StoreBinding(stores.database(), stores.blobs(), stores.crypto().random());
    SweepSettings limits =
        new SweepSettings(settings.sweeping().grace(), SWEEP_MAX_BLOBS, SWEEP_MAX_RELEASED);
    return new Sweeping(
        new Sweeper(stores.database(), stores.blobs(), binding, clock, limits),
        settings.sweeping().interval());
  }

  /** The base URL of the REST API. */
  public URI apiUri() {
    return apiUri;
  }

  /** The key vaults. */
  public VaultServer vaults() {
    return vaults;
  }

  /** The certificate authority that clients trust, as PEM. */
  public String authorityPem() {
    return stores.authority().certificatePem();
  }

  /** How the operator connects. */
  public Path operatorConnection() {
    return folder.operatorConnection();
  }

  /** Whether the operator's credential was made by this start. */
  public boolean isFirstStart() {
    return isFirstStart;
  }

  /** One line about the parts that were chosen. */
  public String report() {
    return "%s; %s; API %s; vaults %s"
        .formatted(
            stores.crypto().report(), stores.database().dialect(), apiUri, vaults.resource());
  }

  /** Stops accepting, lets requests under way finish within their bound, closes everything. */
  @Override
  public void close() {
    closer.close();
  }
}
