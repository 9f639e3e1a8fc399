package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartTest {

  private static final byte[] SECRET = new byte[32];

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void keysTheirVersionsAndAttributesSurvive(Dialect dialect) {
    try (RunningVault vault = RunningVault.start(folder, dialect)) {
      OffsetDateTime expires = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);
      CreateRsaKeyOptions root =
          new CreateRsaKeyOptions("Root")
              .setExpiresOn(expires)
              .setNotBefore(OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
              .setTags(Map.of("b", "2", "a", "ä"));
      KeyVaultKey first = vault.keys(VAULT_A, ADMIN).createRsaKey(root);
      KeyVaultKey second = vault.keys(VAULT_A, ADMIN).createRsaKey(root);
      byte[] wrapped = wrap(vault.crypto(first.getId(), ADMIN));
      vault.restart();
      assertThat(
              vault
                  .crypto(first.getId(), ADMIN)
                  .unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped)
                  .getKey())
          .isEqualTo(SECRET);
      KeyVaultKey latest = vault.keys(VAULT_A, ADMIN).getKey("root");
      assertThat(latest.getId()).isEqualTo(second.getId());
      assertThat(latest.getName()).isEqualTo("Root");
      KeyProperties properties = latest.getProperties();
      assertThat(properties.getExpiresOn()).isEqualTo(expires);
      assertThat(properties.getTags()).isEqualTo(Map.of("b", "2", "a", "ä"));
      assertThat(vault.keys(VAULT_A, ADMIN).listPropertiesOfKeyVersions("root"))
          .extracting(KeyProperties::getId)
          .containsExactly(first.getId(), second.getId());
    }
  }

  private static byte[] wrap(CryptographyClient client) {
    return client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
  }
}
