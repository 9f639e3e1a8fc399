package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import dev.freehold.server.client.Connection;
import dev.freehold.server.quickstart.VaultAdministrator;
import dev.freehold.server.testing.VaultAdmin;
import dev.freehold.server.testing.VaultProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Vaults alone that are killed while keys are made")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledVaultTest {

  private static final int KILLS = 3;
  private static final int KEYS_BEFORE_KILL = 4;
  private static final byte[] SECRET = new byte[32];

  @TempDir private Path folder;

  @Test
  @DisplayName("have every acknowledged key afterwards, and each unwraps what it wrapped")
  void losesNoKey() throws Exception {
    Map<String, String> made = new ConcurrentHashMap<>();
    try (VaultProcess vaults =
        VaultProcess.start(folder.resolve("vault"), "killed.localhost", Map.of())) {
      Connection connection = vaults.administrator();
      try (VaultAdministrator administrator =
          VaultAdmin.of(connection, vaults.managementUri(), vaults.vaultUri("kill-vault"))) {
        administrator.createVault(UUID.randomUUID());
        administrator.grant(VaultAdmin.objectId(connection));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        int enough = made.size() + KEYS_BEFORE_KILL;
        Thread making = Thread.ofVirtual().start(() -> makeKeys(vaults, made));
        while (made.size() < enough && making.isAlive()) {
          Thread.onSpinWait();
        }
        vaults.kill();
        making.join();
        vaults.start();
      }
      assertThat(made).hasSizeGreaterThanOrEqualTo(KILLS * KEYS_BEFORE_KILL);
      made.forEach(
          (id, wrapped) ->
              assertThat(
                      crypto(vaults, id)
                          .unwrapKey(
                              KeyWrapAlgorithm.RSA_OAEP_256, Base64.getDecoder().decode(wrapped))
                          .getKey())
                  .as(id)
                  .isEqualTo(SECRET));
      assertThat(vaults.administrator()).as("the credential").isEqualTo(connection);
      assertThat(vaults.stop()).isZero();
    }
  }

  private void makeKeys(VaultProcess vaults, Map<String, String> made) {
    KeyClient keys = keys(vaults);
    try {
      for (; ; ) {
        String id = keys.createRsaKey(named("k" + UUID.randomUUID())).getId();
        byte[] wrapped =
            crypto(vaults, id).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
        made.put(id, Base64.getEncoder().encodeToString(wrapped));
      }
    } catch (RuntimeException cutOff) {
      return;
    }
  }

  private static CreateRsaKeyOptions named(String name) {
    return new CreateRsaKeyOptions(name).setKeySize(2048);
  }

  private KeyClient keys(VaultProcess vaults) {
    return new KeyClientBuilder()
        .vaultUrl(vaults.vaultUri("kill-vault").toString())
        .credential(Credentials.of(vaults.administrator(), http(vaults)))
        .httpClient(http(vaults))
        .retryOptions(noRetries())
        .buildClient();
  }

  private CryptographyClient crypto(VaultProcess vaults, String keyId) {
    return new CryptographyClientBuilder()
        .keyIdentifier(keyId)
        .disableKeyCaching()
        .credential(Credentials.of(vaults.administrator(), http(vaults)))
        .httpClient(http(vaults))
        .retryOptions(noRetries())
        .buildClient();
  }

  private static RetryOptions noRetries() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
  }

  private static HttpClient http(VaultProcess vaults) {
    return new JdkHttpClientBuilder(
            java.net.http.HttpClient.newBuilder().sslContext(vaults.clientTls()))
        .build();
  }
}
