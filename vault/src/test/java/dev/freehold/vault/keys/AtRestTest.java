package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static dev.freehold.vault.testing.RunningVault.VAULT_B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What someone can do who has the files of the server, or may write its database. */
class AtRestTest {

  private static final byte[] SECRET = new byte[32];

  @TempDir Path folder;
  private RunningVault vault;

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void theDatabaseIsUselessWithoutTheMasterKey() throws Exception {
    key(VAULT_A, "root");
    vault.close();
    Path moved = Files.move(vault.masterKeyFile(), folder.resolve("elsewhere"));
    assertThatThrownBy(vault::open)
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.MASTER_KEY))
        .hasMessageContaining("missing");
    assertThat(vault.masterKeyFile()).doesNotExist();
    Files.move(moved, vault.masterKeyFile());
    vault.open();
  }

  @Test
  void anotherMasterKeyIsNoticedAtTheStart() throws Exception {
    vault.close();
    Path moved = Files.move(vault.masterKeyFile(), folder.resolve("elsewhere"));
    CryptoSuite crypto = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    new VaultMasterKeyFile(vault.masterKeyFile(), crypto.random()).create().close();
    assertThatThrownBy(vault::open)
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.MASTER_KEY));
    Files.delete(vault.masterKeyFile());
    Files.move(moved, vault.masterKeyFile());
    vault.open();
  }

  @Test
  void noFileHoldsThePrivateKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    vault.keys(VAULT_A, ADMIN).importKey("brought", JsonWebKey.fromRsa(pair));
    RSAPrivateCrtKey secret = (RSAPrivateCrtKey) pair.getPrivate();
    List<byte[]> parts =
        List.of(secret.getPrimeP().toByteArray(), secret.getPrivateExponent().toByteArray());
    vault.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        parts.forEach(part -> assertThat(indexOf(content, part)).as("in %s", file).isNegative());
      }
    }
    vault.open();
  }

  @Test
  void aSealedKeyThatWasMovedToAnotherVaultNameOrVersionIsRefused() {
    KeyVaultKey victim = key(VAULT_A, "root");
    String stolen =
        """
        UPDATE vault_key_versions SET public_key = o.public_key, sealed = o.sealed
        FROM (SELECT public_key, sealed FROM vault_key_versions
              WHERE vault_id = (SELECT id FROM vault_vaults WHERE folded_name = '%s')
                AND folded_name = '%s' AND ordinal = %d) AS o
        WHERE vault_id = (SELECT id FROM vault_vaults WHERE folded_name = 'contoso-vault-a')
          AND folded_name = 'root' AND ordinal = 1
        """;
    key(VAULT_B, "root");
    key(VAULT_A, "other");
    key(VAULT_A, "root");
    for (String sql :
        List.of(
            stolen.formatted(VAULT_B, "root", 1),
            stolen.formatted(VAULT_A, "other", 1),
            stolen.formatted(VAULT_A, "root", 2))) {
      assertThat(vault.change(sql)).isEqualTo(1);
      assertRefused(victim);
    }
  }

  @Test
  void aPublicKeyThatWasPutInItsPlaceWrapsNothing() {
    KeyVaultKey victim = key(VAULT_A, "root");
    key(VAULT_A, "attacker");
    vault.change(
        """
        UPDATE vault_key_versions SET public_key =
          (SELECT public_key FROM vault_key_versions WHERE folded_name = 'attacker')
        WHERE folded_name = 'root'
        """);
    assertRefused(victim);
  }

  private void assertRefused(KeyVaultKey key) {
    CryptographyClient client = vault.crypto(key.getId(), ADMIN);
    assertThatThrownBy(() -> client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(500));
  }

  private KeyVaultKey key(String vaultName, String name) {
    return vault.keys(vaultName, ADMIN).createRsaKey(new CreateRsaKeyOptions(name));
  }

  private static int indexOf(byte[] content, byte[] part) {
    int start = part[0] == 0 ? 1 : 0;
    for (int i = 0; i <= content.length - part.length; i++) {
      int j = start;
      while (j < part.length && content[i + j] == part[j]) {
        j++;
      }
      if (j == part.length) {
        return i;
      }
    }
    return -1;
  }
}
