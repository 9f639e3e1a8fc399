package dev.freehold.vault.testing;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.opening.SchemaReader;
import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.vault.VaultName;
import dev.freehold.vault.auth.CallerStanding;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.registry.VaultSettings;
import dev.freehold.vault.seals.RollBack;
import dev.freehold.vault.server.VaultDependencies;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.vault.server.VaultServerSettings;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.throttling.ThrottlingSettings;
import dev.freehold.vault.token.HardwareToken;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.testing.MovableClock;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/** A vault server as it runs in production, with one tenant, two vaults and a test issuer. */
public final class RunningVault implements AutoCloseable {

  public static final UUID TENANT = UUID.fromString("11111111-1111-4111-8111-111111111111");
  public static final UUID ADMIN = UUID.fromString("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");
  public static final UUID SUBSCRIPTION = UUID.fromString("5555aaaa-0000-4000-8000-000000000001");
  public static final String VAULT_A = "contoso-vault-a";
  public static final String VAULT_B = "contoso-vault-b";

  private static final int PAGE = 1000;
  private static final CryptoSuite CRYPTO = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  private final Optional<HardwareToken> token;
  private final ThrottlingSettings throttling;
  private final Path folder;
  private final DatabaseSettings databaseSettings;
  private final MovableClock clock;
  private final TestIssuer issuer;
  private final LocalAuthority authority;
  private Path sealMarks;
  private Locations locations = Locations.of("test");
  private Database database;
  private Ledger ledger;
  private VaultServer server;

  /** The same after each restart, and nobody is given it meanwhile. */
  private final int port = Ports.free();

  private RunningVault(
      Path folder, Dialect dialect, ThrottlingSettings throttling, Optional<HardwareToken> token) {
    this(
        folder,
        TestDatabases.migrated(dialect, folder, Ledger.MIGRATIONS, VaultServer.MIGRATIONS),
        throttling,
        token,
        new MovableClock(Instant.now()));
  }

  private RunningVault(
      Path folder,
      DatabaseSettings databaseSettings,
      ThrottlingSettings throttling,
      Optional<HardwareToken> token,
      MovableClock clock) {
    this.token = token;
    this.throttling = throttling;
    this.folder = folder;
    this.sealMarks = folder.resolve("seal-marks");
    this.databaseSettings = databaseSettings;
    this.clock = clock;
    this.issuer = new TestIssuer(clock);
    this.authority = LocalAuthority.open(folder.resolve("ca"), List.of("localhost"), clock);
  }

  /** A fresh server on SQLite with a PKCS #11 token, which the caller closes. */
  public static RunningVault start(Path folder, HardwareToken token) {
    RunningVault running =
        new RunningVault(folder, Dialect.SQLITE, ThrottlingSettings.UNLIMITED, Optional.of(token));
    running.fill();
    return running;
  }

  /** A second server on the same PostgreSQL database, with the same clock and master key. */
  public RunningVault twin() {
    RunningVault twin = new RunningVault(folder, databaseSettings, throttling, token, clock);
    twin.sealMarks = folder.resolve("seal-marks-of-twin");
    twin.open();
    return twin;
  }

  /** A fresh server on SQLite that says no early. */
  public static RunningVault start(Path folder, ThrottlingSettings throttling) {
    RunningVault running = new RunningVault(folder, Dialect.SQLITE, throttling, Optional.empty());
    running.fill();
    return running;
  }

  /** A fresh server on SQLite in which {@link #ADMIN} may do everything in both vaults. */
  public static RunningVault start(Path folder) {
    return start(folder, Dialect.SQLITE);
  }

  /** The same on any database. */
  public static RunningVault start(Path folder, Dialect dialect) {
    RunningVault running =
        new RunningVault(folder, dialect, ThrottlingSettings.UNLIMITED, Optional.empty());
    running.fill();
    return running;
  }

  private void fill() {
    open();
    VaultAdministration administration = administration();
    administration.createSubscription(
        new Subscription(SUBSCRIPTION, TENANT, "Contoso root keys", Set.of(ADMIN)));
    Permissions all = Permissions.ofKeys(KeyPermission.values());
    for (String vault : List.of(VAULT_A, VAULT_B)) {
      administration.createVault(
          NewVault.forRootKeys(
              vault, SUBSCRIPTION, "root-keys", List.of(AccessPolicy.of(TENANT, ADMIN, all))));
    }
  }

  /** Makes a further vault in which {@link #ADMIN} may do everything. */
  public void addVault(String name, int retentionDays, boolean purgeProtection) {
    Permissions all = Permissions.ofKeys(KeyPermission.values());
    List<AccessPolicy> policies = List.of(AccessPolicy.of(TENANT, ADMIN, all));
    administration()
        .createVault(
            new NewVault(
                new VaultName(name),
                SUBSCRIPTION,
                "root-keys",
                VaultSettings.standard(retentionDays, purgeProtection, policies)));
  }

  /** Starts on the same port, so that key ids stay valid. */
  public void open() {
    open(RollBack.REFUSE);
  }

  /** Stops everything and starts again with other regions. */
  public void restartIn(Locations changed) {
    close();
    locations = changed;
    open();
  }

  private void open(RollBack rollBack) {
    database = Databases.open(databaseSettings, List.of(Ledger.MIGRATIONS, VaultServer.MIGRATIONS));
    ledger = new Ledger(database, clock);
    try {
      server = VaultServer.start(settings(), dependencies(), rollBack);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    awaitHousekeeping();
  }

  /** Else its first round comes while a test does something, where the machine is slow. */
  private void awaitHousekeeping() {
    try {
      server.awaitHousekeeping();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops everything and starts again. */
  public void restart() {
    close();
    open();
  }

  /** Ends like a killed process, without writing what is in memory only, and starts again. */
  public void killAndRestart() {
    database.close();
    server.close();
    open();
  }

  /** Changes rows behind the server's back and returns how many. */
  public int change(String sql) {
    return database.write(tx -> tx.createUpdate(sql).execute());
  }

  /** Stops server and database. */
  @Override
  public void close() {
    server.close();
    database.close();
  }

  private VaultServerSettings settings() {
    return new VaultServerSettings(
        "127.0.0.1",
        port,
        0,
        0,
        "vault.localhost",
        TokenSettings.of(URI.create("https://login.vault.localhost"), TestIssuer.ISSUER),
        locations,
        throttling);
  }

  private VaultDependencies dependencies() {
    SSLContext tls = authority.serverContext(List.of("*.vault.localhost", "127.0.0.1"));
    VaultMasterKeyFile master = new VaultMasterKeyFile(masterKeyFile(), CRYPTO.random());
    return new VaultDependencies(
        database,
        ledger,
        CRYPTO,
        master,
        issuer.keys(),
        CallerStanding.OF_ANY_TOKEN,
        tls,
        clock,
        TwoClocks.same(clock),
        Optional.empty(),
        SharedBounds.ofProcess(),
        () -> Readiness.READY,
        sealMarks,
        token);
  }

  /** Where the master key is. */
  public Path masterKeyFile() {
    return folder.resolve("master.key");
  }

  public MovableClock clock() {
    return clock;
  }

  public TestIssuer issuer() {
    return issuer;
  }

  /** With seals. */
  public Database database() {
    return server.database();
  }

  /** Whoever writes the database, and so a copy of it as of now. */
  public Database bareDatabase() {
    return database;
  }

  /** The tables and columns of the database. */
  public SchemaSnapshot schema() {
    return SchemaReader.read(databaseSettings);
  }

  /** How a folder is that has no seals yet, and a start that makes them. */
  public void sealAnew() {
    change("DELETE FROM vault_seals");
    change("UPDATE vault_keys SET seal_id = NULL, seal_version = NULL, seal = NULL");
    change("UPDATE vault_key_versions SET seal_version = NULL, seal = NULL");
    close();
    forgetMarks();
    open();
  }

  /** Removes the memory of the newest states, while the server does not run. */
  public void forgetMarks() {
    try {
      Files.delete(sealMarks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops, and starts with the file of another master key and without memory. */
  public void restartWith(byte[] masterKey) {
    close();
    forgetMarks();
    try {
      Files.write(masterKeyFile(), masterKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open();
  }

  /** Stops, and starts taking older states for the newest. */
  public void restartAccepting() {
    close();
    open(RollBack.ACCEPT);
  }

  public VaultServer server() {
    return server;
  }

  public SSLContext clientTls() {
    return authority.clientContext();
  }

  public VaultAdministration administration() {
    return server.administration("system:test");
  }

  /** What the ledger holds about the tenant. */
  public List<RecordedEntry> entries() {
    List<RecordedEntry> all = new ArrayList<>();
    List<RecordedEntry> page = ledger.entries(TENANT, 0, PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = ledger.entries(TENANT, page.getLast().sequence(), PAGE);
    }
    return all;
  }

  /**
   * The last entry about a single act of the tenant. Those about requests that are only counted can
   * come at any moment, as each minute writes them.
   */
  public LedgerEntry lastEntry() {
    return entries().stream()
        .map(RecordedEntry::entry)
        .filter(entry -> !entry.details().containsKey("requestCount"))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** Gives {@code objectId} exactly these permissions in {@link #VAULT_A}. */
  public void grant(UUID objectId, KeyPermission... permissions) {
    administration()
        .changePolicies(
            VAULT_A,
            AccessPolicyChange.REPLACE,
            List.of(AccessPolicy.of(TENANT, objectId, Permissions.ofKeys(permissions))));
  }

  /** A token for the vaults. */
  public String token(UUID objectId) {
    return issuer.token(TENANT, objectId, server.resource());
  }

  /** Signs a token for whatever resource the client's challenge names. */
  public TokenCredential credential(UUID tenant, UUID objectId) {
    return request -> {
      String audience = request.getScopes().getFirst().replace("/.default", "");
      OffsetDateTime expires =
          OffsetDateTime.ofInstant(clock.instant().plusSeconds(3600), ZoneOffset.UTC);
      return Mono.just(new AccessToken(issuer.token(tenant, objectId, audience), expires));
    };
  }

  /** The official client, as anyone would build it. */
  public KeyClient keys(String vault, UUID objectId) {
    return new KeyClientBuilder()
        .vaultUrl(server.vaultUri(vault).toString())
        .credential(credential(TENANT, objectId))
        .httpClient(http())
        .retryOptions(noRetries())
        .buildClient();
  }

  /** The official cryptography client; keys are not cached, so that wrapping asks the vault. */
  public CryptographyClient crypto(String keyId, UUID objectId) {
    return new CryptographyClientBuilder()
        .keyIdentifier(keyId)
        .credential(credential(TENANT, objectId))
        .httpClient(http())
        .retryOptions(noRetries())
        .disableKeyCaching()
        .buildClient();
  }

  private static RetryOptions noRetries() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
  }

  /** The transport of the official clients. */
  public HttpClient http() {
    return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(clientTls()))
        .build();
  }
}
