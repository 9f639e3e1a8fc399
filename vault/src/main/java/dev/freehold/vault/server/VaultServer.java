package dev.freehold.vault.server;

import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.publish.SecretSealer;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.auth.AuthorityForm;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.auth.TokenValidator;
import dev.freehold.vault.backup.SecurityWorlds;
import dev.freehold.vault.backup.WorldAdministration;
import dev.freehold.vault.housekeeping.Housekeeping;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import dev.freehold.vault.keys.ClearRemains;
import dev.freehold.vault.keys.KeyErasure;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.call.KeyWork;
import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.keys.lastuse.WriteKeyUses;
import dev.freehold.vault.keys.lifecycle.HousekeepingRecords;
import dev.freehold.vault.keys.lifecycle.PurgeDueKeys;
import dev.freehold.vault.keys.lifecycle.RotateDueKeys;
import dev.freehold.vault.keys.lifecycle.TellExpiringKeys;
import dev.freehold.vault.keys.plane.KeyPlane;
import dev.freehold.vault.management.CloudMetadata;
import dev.freehold.vault.management.ManagementPlane;
import dev.freehold.vault.masterkey.KeySealer;
import dev.freehold.vault.masterkey.MasterKeys;
import dev.freehold.vault.material.KeyEngines;
import dev.freehold.vault.registry.PurgeDueVaults;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.registry.SeeStates;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.registry.VaultDirectory;
import dev.freehold.vault.seals.AcceptedRow;
import dev.freehold.vault.seals.RollBack;
import dev.freehold.vault.throttling.AddressThrottle;
import dev.freehold.vault.throttling.VaultThrottle;
import dev.freehold.vault.token.HardwareToken;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.vault.wire.RequestTally;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.Deadlines;
import dev.freehold.web.jetty.HttpTimeouts;
import dev.freehold.web.jetty.HttpsListener;
import dev.freehold.web.jetty.ListenerSettings;
import dev.freehold.web.net.ListenSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTPS server for all vaults of one database. A vault is at {@code NAME.SUFFIX}, its
 * administration at {@code management.SUFFIX}. Thread-safe.
 */
public final class VaultServer implements AutoCloseable {

  /** The tables of the vault, for opening the database it lives in. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("vault");

  private static final Logger LOG = LoggerFactory.getLogger(VaultServer.class);
  private static final int HTTPS_PORT = 443;

  private final int port;
  private final Deadlines deadlines = new Deadlines();
  private final KeySealer sealer;
  private final Registry registry;
  private final VaultDependencies dependencies;
  private final String suffixWithPort;
  private final int publicPort;
  private final RequestTally tally;
  private final SecurityWorlds worlds;
  private final KeyServices services;
  private final Housekeeping housekeeping;
  private HttpsListener listener;
  private final SealedParts parts;

  private VaultServer(
      int port,
      KeySealer sealer,
      Registry registry,
      SealedParts parts,
      String suffixWithPort,
      int publicPort) {
    this.parts = parts;
    this.dependencies = parts.dependencies();
    this.port = port;
    this.sealer = sealer;
    this.registry = registry;
    this.suffixWithPort = suffixWithPort;
    this.publicPort = publicPort;
    this.tally = new RequestTally(dependencies.ledger(), dependencies.clock());
    this.worlds = worlds();
    this.services =
        new KeyServices(
            sealer,
            dependencies.crypto(),
            new KeyEngines(dependencies.crypto(), dependencies.token()),
            new KeyWork(dependencies.token().map(HardwareToken::maxSessions).orElse(0)),
            worlds,
            new KeyUses(dependencies.database()),
            dependencies.clock());
    this.housekeeping =
        new Housekeeping(
            jobs(),
            // Keys and vaults whose time is over are destroyed by it.
            dependencies.clocks()::earlier,
            VaultLimits.HOUSEKEEPING_INTERVAL);
  }

  private List<HousekeepingJob> jobs() {
    Database database = dependencies.database();
    HousekeepingRecords records = new HousekeepingRecords(dependencies.ledger(), this::vaultUri);
    return List.of(
        new SeeStates(database),
        new PurgeDueVaults(database, dependencies.ledger(), registry.deleted()),
        new PurgeDueKeys(database, records),
        new RotateDueKeys(database, services, records),
        new TellExpiringKeys(database, records),
        new ClearRemains(database),
        new WriteKeyUses(services.uses()),
        new TellRefusals(parts.seals().refusals()),
        new WriteTally(tally));
  }

  /**
   * Starts a server; it answers when this returns.
   *
   * @throws dev.freehold.web.WebException ADDRESS_UNUSABLE if the port cannot be opened,
   *     SECRET_FILE if the master key is readable by others
   * @throws dev.freehold.vault.VaultException MASTER_KEY if it is missing or wrong
   */
  public static VaultServer start(VaultServerSettings settings, VaultDependencies parts) {
    return start(settings, parts, RollBack.REFUSE);
  }

  /**
   * The same, after a restore.
   *
   * @param rollBack what is made of vaults and keys that are older than they were
   */
  public static VaultServer start(
      VaultServerSettings settings, VaultDependencies parts, RollBack rollBack) {
    KeySealer sealer = MasterKeys.open(parts.database(), parts.masterKey(), parts.crypto());
    ListenSocket socket = null;
    SealedParts sealed = null;
    try {
      sealed = SealedParts.of(parts, sealer, rollBack);
      socket = ListenSocket.bind(settings.bindAddress(), settings.port());
      int port = settings.publicPort() == 0 ? socket.port() : settings.publicPort();
      String suffix = settings.suffix() + (port == HTTPS_PORT ? "" : ":" + port);
      Registry registry = Registry.of(settings.locations(), KeyErasure::destroyAll, parts.clock());
      VaultServer server = new VaultServer(socket.port(), sealer, registry, sealed, suffix, port);
      server.listen(settings, socket);
      server.housekeeping.start();
      return server;
    } catch (RuntimeException e) {
      if (socket != null) {
        socket.close();
      }
      if (sealed != null) {
        sealed.seals().close();
      }
      sealer.close();
      throw e;
    }
  }

  private void listen(VaultServerSettings settings, ListenSocket socket) {
    listener =
        HttpsListener.start(
            new ListenerSettings(
                "vault",
                socket,
                Optional.of(dependencies.tls()),
                ListenSocket.loopback(settings.plainPort()),
                true,
                dependencies.shared(),
                dependencies.readiness(),
                HttpTimeouts.DEFAULT,
                WebLimits.STOP_TIMEOUT),
            new HostSwitch(
                settings.suffix(),
                dependencies.login().map(login -> login.apply(loginUri())),
                new AnswerWriter(gateway(settings)::answer)));
  }

  private Gateway gateway(VaultServerSettings settings) {
    TokenSettings tokens = settings.tokens().withAuthority(loginUri());
    TokenValidator validator =
        new TokenValidator(dependencies.tokenKeys(), tokens::issuersFor, dependencies.clock());
    Authentication authentication = new Authentication(validator, tokens, dependencies.standing());
    VaultDirectory directory = registry.directory();
    VaultThrottle throttle =
        VaultThrottle.of(settings.throttling(), dependencies.database(), dependencies.clock());
    return new Gateway(
        settings,
        dependencies.database(),
        dependencies.ledger(),
        new Strangers(
            new AddressThrottle(settings.throttling(), dependencies.clock()),
            tally,
            directory,
            dependencies.shared().known(),
            new CallerTurns(authentication),
            dependencies.shared().refusals()),
        new KeyPlane(
            registry.vaults(),
            authentication,
            resource(),
            services,
            directory,
            throttle,
            deadlines),
        new ManagementPlane(
            registry,
            authentication,
            metadata(tokens),
            deadlines,
            services.uses(),
            dependencies.clock()),
        parts.seals().refusals());
  }

  /**
   * Azure CLI signs in without asking another cloud only where the metadata says AD FS, which our
   * own login host speaks beside the tenant's form; of another authority we know what is set.
   */
  private CloudMetadata metadata(TokenSettings tokens) {
    URI authority = tokens.authority().orElseThrow();
    AuthorityForm form = authority.equals(loginUri()) ? AuthorityForm.ADFS : tokens.form();
    return new CloudMetadata(authority, form, managementResource(), suffixWithPort);
  }

  private SecurityWorlds worlds() {
    return new SecurityWorlds(
        dependencies.database(),
        dependencies.ledger(),
        sealer,
        dependencies.crypto(),
        dependencies.clock());
  }

  /** The port that clients use, the service of this process among them. */
  public int publicPort() {
    return publicPort;
  }

  /** The port that is listened on. */
  public int port() {
    return port;
  }

  /** The audience of tokens for vaults: {@code https://SUFFIX[:PORT]}. */
  public String resource() {
    return "https://" + suffixWithPort;
  }

  /** The audience of tokens for the management plane, and its address. */
  public String managementResource() {
    return "https://management." + suffixWithPort;
  }

  /** The address where tokens are had, if this server has a site for that. */
  public URI loginUri() {
    return URI.create("https://login." + suffixWithPort);
  }

  /** The address of a vault, whether it exists or not. */
  public URI vaultUri(String vaultName) {
    return URI.create("https://" + vaultName + "." + suffixWithPort);
  }

  /** Administration from inside the process, in the name of {@code actor}. */
  public VaultAdministration administration(String actor) {
    return new VaultAdministration(dependencies.database(), dependencies.ledger(), registry, actor);
  }

  /** Carries security worlds to and from other servers, in the name of {@code actor}. */
  public WorldAdministration worldAdministration(String actor) {
    return new WorldAdministration(
        dependencies.database(), worlds, registry.subscriptions(), dependencies.crypto(), actor);
  }

  /**
   * Seals what signs the log of these vaults, under the vaults' own master key: the log goes
   * wherever database and master key go, and needs nothing else. Works until the server is closed.
   */
  public SecretSealer logKeySealer() {
    return new LogKeySealer(sealer, dependencies.crypto());
  }

  /**
   * Does at once what is due: purges keys whose retention is over, and the like. The server does so
   * by itself at its start and then every {@link VaultLimits#HOUSEKEEPING_INTERVAL}.
   */
  public void keepHouse() {
    housekeeping.runRound();
  }

  /** Waits until what was due at the start is done, so that it does not come in between. */
  public void awaitHousekeeping() throws InterruptedException {
    housekeeping.awaitFirstRound();
  }

  /** Writes what is counted only so far into the ledger; else done every minute. */
  public void writeTally() {
    tally.write();
  }

  /** Older states of vaults and keys that this start took for the newest. */
  public List<AcceptedRow> acceptedRows() {
    return parts.accepted();
  }

  /** How often a row that decides about keys was refused since the start. */
  public long refusedRows() {
    return parts.seals().refusals().count();
  }

  /** The database with seals, for tests and tools that work beside the server. */
  public Database database() {
    return dependencies.database();
  }

  /** Stops the server and overwrites the master key in memory. */
  @Override
  public void close() {
    try {
      housekeeping.close();
      listener.close();
      deadlines.close();
      // First: it does not need the ledger.
      services.uses().writeAll(dependencies.clock().instant());
      writeTally();
    } catch (PersistenceException | LedgerException e) {
      LOG.warn("the last minutes' counted requests and times of use are not written", e);
    } finally {
      parts.seals().close();
      sealer.close();
    }
  }
}
