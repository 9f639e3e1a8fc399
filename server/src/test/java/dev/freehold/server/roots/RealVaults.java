package dev.freehold.server.roots;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaultSettings;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.SigningPairs;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.custody.tokens.TokenReply;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.vault.auth.CallerStanding;
import dev.freehold.vault.auth.JwksSource;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.server.VaultDependencies;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.vault.server.VaultServerSettings;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.throttling.ThrottlingSettings;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Freehold's own vaults over HTTPS: one for each root, with the tenant's administrator and the
 * Exchange workload, whose tokens come from the built-in issuer.
 */
final class RealVaults implements AutoCloseable {

  static final String VAULT_A = "Contoso-O365EX-NA-VaultA1";
  static final String VAULT_B = "Contoso-O365EX-NA-VaultB1";

  private static final String SUFFIX = "vault.localhost";
  private static final URI AUTHORITY = URI.create("https://login.vault.localhost");
  private static final Permissions USE =
      Permissions.ofKeys(KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY);

  private static final int WAITING_CONNECTIONS = 256;

  private final CustodyFixture custody;
  private final TokenIssuer issuer;
  private final LocalAuthority authority;
  private final Path folder;
  private final DatabaseSettings settings;
  private final UUID workload;
  private Database database;
  private VaultServer server;
  private final int port;

  RealVaults(CustodyFixture custody, Path folder) throws IOException {
    this.custody = custody;
    this.port = Ports.free();
    this.folder = folder;
    this.settings =
        TestDatabases.migrated(Dialect.SQLITE, folder, Ledger.MIGRATIONS, VaultServer.MIGRATIONS);
    this.issuer =
        TokenIssuer.open(
            custody.database,
            custody.identities,
            custody.master,
            SigningPairs::next,
            new IssuerName(AUTHORITY),
            Clock.systemUTC(),
            Duration.ofMinutes(10));
    this.authority = LocalAuthority.open(folder.resolve("ca"), List.of(SUFFIX), Clock.systemUTC());
    this.workload = custody.identities.workload(custody.tenant.id(), Workload.EXCHANGE).objectId();
    start();
    UUID tenantId = custody.tenant.id();
    UUID subscription = UUID.randomUUID();
    NewApplication admin =
        custody.identities.createApplication(
            tenantId, "vault admin", Set.of(), CustodyFixture.ADMIN);
    UUID adminId = admin.identity().objectId();
    administration()
        .createSubscription(new Subscription(subscription, tenantId, "roots", Set.of(adminId)));
    for (String vault : List.of(VAULT_A, VAULT_B)) {
      administration()
          .createVault(
              NewVault.forRootKeys(
                  vault,
                  subscription,
                  "roots",
                  List.of(
                      AccessPolicy.of(
                          tenantId, adminId, Permissions.ofKeys(KeyPermission.values())),
                      AccessPolicy.of(tenantId, workload, USE))));
      administrator(vault, admin).createRsaKey(new CreateRsaKeyOptions("root").setKeySize(2048));
    }
  }

  /** Starts, or starts again on the same port, so that key ids stay what they are. */
  void start() {
    database = Databases.open(settings, List.of(Ledger.MIGRATIONS, VaultServer.MIGRATIONS));
    server =
        VaultServer.start(
            new VaultServerSettings(
                "127.0.0.1",
                port,
                0,
                0,
                SUFFIX,
                TokenSettings.of(AUTHORITY, AUTHORITY + "/{tenantId}/"),
                Locations.of("test"),
                ThrottlingSettings.UNLIMITED),
            new VaultDependencies(
                database,
                new Ledger(database, Clock.systemUTC()),
                CustodyFixture.SUITE,
                new VaultMasterKeyFile(
                    folder.resolve("vault-master.key"), CustodyFixture.SUITE.random()),
                tokenKeys(),
                CallerStanding.OF_ANY_TOKEN,
                authority.serverContext(List.of("*." + SUFFIX)),
                Clock.systemUTC(),
                TwoClocks.same(Clock.systemUTC()),
                Optional.empty(),
                SharedBounds.ofProcess(),
                () -> Readiness.READY,
                folder.resolve("seal-marks"),
                Optional.empty()));
  }

  void stop() {
    server.close();
    database.close();
  }

  /**
   * In the vaults' place something at which connections are accepted, by the system, and nothing is
   * ever answered, until it is closed.
   */
  ServerSocket hang() throws IOException {
    stop();
    return new ServerSocket(port, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
  }

  RootKeyUri key(String vault) {
    return RootKeyUri.parse(server.vaultUri(vault) + "/keys/root");
  }

  /** A mailbox policy over the root keys of two vaults. */
  NewPolicy policyOver(String vault1, String vault2, String name) {
    return NewPolicy.forMailboxes(
        custody.tenant.id(), name, "", key(vault1).toString(), key(vault2).toString());
  }

  VaultAllowList allowList() {
    return allowList(port);
  }

  private static VaultAllowList allowList(int atPort) {
    return new VaultAllowList(List.of(new VaultAllowList.Rule(SUFFIX, atPort, true)));
  }

  AzureRootVaults gateway() {
    return gateway(RootVaultSettings.DEFAULT_CALL_TIMEOUT);
  }

  AzureRootVaults gateway(Duration callTimeout) {
    return gateway(callTimeout, port);
  }

  /** The same for vaults of these names at another port. */
  AzureRootVaults gateway(Duration callTimeout, int atPort) {
    return new AzureRootVaults(
        new RootVaultSettings(
            callTimeout, RootVaultSettings.DEFAULT_MAX_RETRIES, allowList(atPort)),
        authority.clientContext(),
        (caller, audience) -> issuer.forWorkload(caller.tenantId(), caller.workload(), audience),
        custody.meters);
  }

  /** Takes every permission from the service. */
  void revoke(String vault) {
    change(vault, AccessPolicyChange.REMOVE);
  }

  /** Gives the service get, wrapKey and unwrapKey. */
  void grant(String vault) {
    change(vault, AccessPolicyChange.ADD);
  }

  @Override
  public void close() {
    stop();
  }

  private void change(String vault, AccessPolicyChange change) {
    AccessPolicy policy = AccessPolicy.of(custody.tenant.id(), workload, USE);
    administration().changePolicies(vault, change, List.of(policy));
  }

  private VaultAdministration administration() {
    return server.administration("system:test");
  }

  private KeyClient administrator(String vault, NewApplication admin) {
    TokenReply reply =
        issuer
            .clientCredentials(
                Optional.of(custody.tenant.id()),
                admin.identity().appId().toString(),
                admin.clientSecret(),
                server.resource() + "/.default")
            .token();
    AccessToken token =
        new AccessToken(reply.accessToken(), reply.expiresAt().atOffset(ZoneOffset.UTC));
    return new KeyClientBuilder()
        .vaultUrl(server.vaultUri(vault).toString())
        .credential(request -> Mono.just(token))
        .httpClient(
            new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(authority.clientContext()))
                .build())
        .buildClient();
  }

  private JwksSource tokenKeys() {
    return (issuerName, keyId) -> {
      try {
        RSAPublicKey key =
            JWKSet.parse(issuer.jwksJson()).getKeyByKeyId(keyId).toRSAKey().toRSAPublicKey();
        return Optional.of(key);
      } catch (ParseException | JOSEException e) {
        throw new AssertionError("the issuer publishes RSA keys", e);
      }
    };
  }
}
