package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Context;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.nodes.NodeBundle;
import dev.freehold.server.nodes.NodeKeys;
import dev.freehold.server.quickstart.VaultAdministrator;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.PortMapping;
import dev.freehold.server.testing.SoloVault;
import dev.freehold.server.testing.VaultAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Vaults on two nodes with one PostgreSQL database")
class TwoVaultNodesTest {

  private static final byte[] SECRET = new byte[32];

  /** Others rely for 1 s on what they read of a vault; the rest is for a busy machine. */
  private static final Duration REREAD = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private int firstPort;
  private int secondPort;
  private PortMapping balancer;
  private Map<String, String> database;
  private SoloVault first;
  private SoloVault second;
  private VaultAdministrator administrator;
  private Connection service;
  private UUID serviceId;

  @BeforeEach
  void start() throws IOException {
    firstPort = Ports.free();
    secondPort = Ports.free();
    balancer = PortMapping.to(firstPort);
    database = database(folder);
    first = SoloVault.start(folder.resolve("first"), settings(firstPort));
    NodeKeys keys = new NodeKeys();
    String bundle = NodeBundle.ofVaults(folder.resolve("first")).sealedTo(keys.request());
    NodeBundle.open(bundle, keys).writeInto(folder.resolve("second"));
    second = SoloVault.start(folder.resolve("second"), settings(secondPort));
    var application = first.application("mail");
    serviceId = UUID.fromString(application.path("objectId").asText());
    service = first.as(application);
    administrator =
        VaultAdmin.of(
            first.admin(),
            first.vault().server().managementResource(),
            first.vault().server().vaultUri("contoso"));
    administrator.createVault(serviceId);
  }

  @AfterEach
  void stop() throws IOException {
    administrator.close();
    second.close();
    first.close();
    balancer.close();
  }

  private static Map<String, String> database(Path folder) {
    if (TestDatabases.migrated(Dialect.POSTGRESQL, folder, Schemas.STANDALONE_VAULT)
        instanceof DatabaseSettings.Postgresql(String url, String user, String password, int _)) {
      return new HashMap<>(
          Map.of(
              "freehold.database.url", url,
              "freehold.database.user", user,
              "freehold.database.password", password));
    }
    throw new AssertionError("PostgreSQL's settings are of its own kind");
  }

  private Map<String, String> settings(int port) {
    Map<String, String> settings = new HashMap<>(database);
    settings.put("freehold.vault.port", Integer.toString(port));
    settings.put("freehold.vault.public-port", Integer.toString(balancer.port()));
    return settings;
  }

  /** A client that has not connected yet, so that it comes to the node that the balancer names. */
  private CryptographyClient cryptography(String key) {
    return new CryptographyClientBuilder()
        .keyIdentifier(key)
        .credential(Credentials.of(service, first.sdk()))
        .httpClient(first.sdk())
        .buildClient();
  }

  private String key() {
    return administrator.createKey("root", TrustedAuthority.context(first.admin().authorityPem()));
  }

  @Test
  @DisplayName("one node opens what the other has wrapped, by one key and one issuer")
  void oneKey() {
    String key = key();
    byte[] wrapped =
        cryptography(key).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
    balancer.leadTo(secondPort);
    assertThat(cryptography(key).unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey())
        .isEqualTo(SECRET);
  }

  @Test
  @DisplayName("what one node takes away the other refuses within a second")
  void revoked() throws IOException {
    String key = key();
    balancer.leadTo(secondPort);
    byte[] wrapped =
        cryptography(key).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
    balancer.leadTo(firstPort);
    administrator.revoke(serviceId);
    balancer.leadTo(secondPort);
    CryptographyClient client = cryptography(key);
    Eventually.ends("the other node goes on", REREAD, () -> opens(client, wrapped));
    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped))
        .satisfies(refused -> assertThat(refused.getResponse().getStatusCode()).isEqualTo(403));
  }

  private static boolean opens(CryptographyClient client, byte[] wrapped) {
    try {
      client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped);
      return true;
    } catch (HttpResponseException refused) {
      return false;
    }
  }

  @Test
  @DisplayName("both together make no more keys than one may in ten seconds")
  void oneLimit() {
    second.close();
    first.close();
    // One key in ten seconds, instead of twenty.
    database.put("freehold.vault.throttling-percent", "5");
    first = SoloVault.start(folder.resolve("first"), settings(firstPort));
    second = SoloVault.start(folder.resolve("second"), settings(secondPort));
    for (int round = 0; round < 3; round++) {
      balancer.leadTo(firstPort);
      long start = System.nanoTime();
      int one = creation();
      balancer.leadTo(secondPort);
      int other = creation();
      if (System.nanoTime() - start < Duration.ofSeconds(9).toNanos()) {
        assertThat(List.of(one, other)).containsOnlyOnce(200).contains(429);
        return;
      }
    }
  }

  /** The status of the answer to whoever wants a new key. */
  private int creation() {
    var keys =
        new KeyClientBuilder()
            .vaultUrl(first.vault().server().vaultUri("contoso").toString())
            .credential(Credentials.of(first.admin(), first.sdk()))
            .httpClient(first.sdk())
            .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
            .buildClient();
    try {
      return keys.createEcKeyWithResponse(new CreateEcKeyOptions("another"), Context.NONE)
          .getStatusCode();
    } catch (HttpResponseException refused) {
      return refused.getResponse().getStatusCode();
    }
  }

  @Test
  @DisplayName("both write one log, whose entries every auditor reads at either")
  void oneLog() throws IOException {
    String key = key();
    balancer.leadTo(secondPort);
    cryptography(key).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET);
    Connection alex = first.as(first.application("alex", "AUDITOR"));
    try (ApiClient auditor = new ApiClient(alex, Clock.systemUTC())) {
      for (int port : List.of(firstPort, secondPort)) {
        balancer.leadTo(port);
        assertThat(
                auditor.get("/api/v1/audit-records?operations=KeyCreate,KeyWrap").path("records"))
            .hasSize(2);
      }
    }
  }
}
