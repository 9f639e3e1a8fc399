package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.masterkey.KeySealer;
import dev.freehold.vault.masterkey.MasterKeys;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as they were written when all keys were RSA: neither marked nor with an engine. */
class OlderRowsTest {

  private static final CryptoSuite CRYPTO = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  @Test
  void aKeyFromBeforeThereWereKindsIsShownAndUsed(@TempDir Path folder) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    try (RunningVault vault = RunningVault.start(folder)) {
      insert(vault, pair);
      vault.sealAnew();
      KeyVaultKey key = vault.keys(VAULT_A, ADMIN).getKey("old");
      assertThat(key.getKeyType()).isEqualTo(KeyType.RSA);
      byte[] wrapped =
          new RsaOaep(CRYPTO)
              .encrypt((RSAPublicKey) pair.getPublic(), RsaOaep.Hash.SHA256, new byte[32]);
      CryptographyClient client = vault.crypto(key.getId(), ADMIN);
      assertThat(client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey()).hasSize(32);
    }
  }

  /** With the statement of that time. */
  private static void insert(RunningVault vault, KeyPair pair) {
    VaultMasterKeyFile file = new VaultMasterKeyFile(vault.masterKeyFile(), CRYPTO.random());
    try (KeySealer sealer = MasterKeys.open(vault.database(), file, CRYPTO)) {
      vault
          .database()
          .write(
              tx -> {
                insert(tx, sealer, pair);
                return null;
              });
    }
  }

  private static void insert(Handle tx, KeySealer sealer, KeyPair pair) {
    UUID vaultId =
        tx.createQuery("SELECT id FROM vault_vaults WHERE folded_name = :name")
            .bind("name", VAULT_A)
            .mapTo(UUID.class)
            .one();
    KeyPlace place = new KeyPlace(vaultId, "old", UUID.randomUUID());
    byte[] publicKey = pair.getPublic().getEncoded();
    tx.createUpdate(
            """
            INSERT INTO vault_keys (vault_id, folded_name, name, last_ordinal)
            VALUES (:vault, 'old', 'old', 1)
            """)
        .bind("vault", vaultId)
        .execute();
    tx.createUpdate(
            """
            INSERT INTO vault_key_versions
              (vault_id, folded_name, ordinal, version, kind, public_key, sealed, operations,
               enabled, tags, created_at, updated_at)
            VALUES (:vault, 'old', 1, :version, 'RSA', :public, :sealed, 'unwrapKey', 1, '{}', 0, 0)
            """)
        .bind("vault", vaultId)
        .bind("version", place.version())
        .bind("public", publicKey)
        .bind("sealed", sealer.seal(place, publicKey, pair.getPrivate().getEncoded()))
        .execute();
  }
}
