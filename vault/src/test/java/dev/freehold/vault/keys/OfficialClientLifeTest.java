package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.SyncPoller;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.DeletedKey;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a key as the unmodified azure-security-keyvault-keys leads it. */
class OfficialClientLifeTest {

  private static final String VAULT = "contoso-brief";
  private static final byte[] SECRET = new byte[32];

  @TempDir Path folder;
  private RunningVault vault;
  private KeyClient keys;

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder);
    vault.addVault(VAULT, 7, false);
    keys = vault.keys(VAULT, ADMIN);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void fromCreationToPurgeAndBackAgain() {
    KeyVaultKey key = keys.createRsaKey(new CreateRsaKeyOptions("root"));
    byte[] wrapped = wrap(key.getId());
    DeletedKey deleted = delete("root");
    assertThat(deleted.getRecoveryId())
        .isEqualTo(vault.server().vaultUri(VAULT) + "/deletedkeys/root");
    assertThat(Duration.between(deleted.getDeletedOn(), deleted.getScheduledPurgeDate()))
        .isEqualTo(Duration.ofDays(7));
    assertThat(keys.listDeletedKeys()).extracting(DeletedKey::getName).containsExactly("root");
    assertThatThrownBy(() -> keys.getKey("root")).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> wrap(key.getId())).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> keys.createRsaKey(new CreateRsaKeyOptions("root")))
        .isInstanceOf(ResourceModifiedException.class)
        .hasMessageContaining("deleted but recoverable");
    KeyVaultKey recovered = recover("root");
    assertThat(recovered.getId()).isEqualTo(key.getId());
    assertThat(unwrap(key.getId(), wrapped)).isEqualTo(SECRET);
    byte[] backup = keys.backupKey("root");
    KeyVaultKey rotated = keys.rotateKey("root");
    assertThat(unwrap(key.getId(), wrapped)).isEqualTo(SECRET);
    assertThat(unwrap(rotated.getId(), wrap(rotated.getId()))).isEqualTo(SECRET);
    assertThatThrownBy(() -> keys.restoreKeyBackup(backup))
        .isInstanceOf(ResourceModifiedException.class);
    delete("root");
    assertThatThrownBy(() -> keys.restoreKeyBackup(backup))
        .isInstanceOf(ResourceModifiedException.class);
    keys.purgeDeletedKey("root");
    assertThatThrownBy(() -> keys.getDeletedKey("root"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Deleted Key not found: root");
    assertThat(keys.restoreKeyBackup(backup).getId()).isEqualTo(key.getId());
    assertThat(unwrap(key.getId(), wrapped)).isEqualTo(SECRET);
    assertThatThrownBy(() -> unwrap(rotated.getId(), wrapped))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void purgeProtectionIsSeenByTheClient() {
    KeyClient guarded = vault.keys(RunningVault.VAULT_A, ADMIN);
    guarded.createRsaKey(new CreateRsaKeyOptions("root"));
    guarded.beginDeleteKey("root").poll();
    assertThatThrownBy(() -> guarded.purgeDeletedKey("root"))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(403))
        .hasMessageContaining("purge protection is enabled for this vault");
  }

  @Test
  void pagesOfDeletedKeysAreFollowedToTheEnd() {
    for (int i = 0; i < 30; i++) {
      keys.createEcKey(new CreateEcKeyOptions("key-%02d".formatted(i)));
    }
    List<String> names = keys.listPropertiesOfKeys().stream().map(k -> k.getName()).toList();
    assertThat(names).hasSize(30).isSorted();
    names.forEach(name -> keys.beginDeleteKey(name).poll());
    assertThat(keys.listPropertiesOfKeys()).isEmpty();
    assertThat(keys.listDeletedKeys()).extracting(DeletedKey::getName).isEqualTo(names);
  }

  private DeletedKey delete(String name) {
    SyncPoller<DeletedKey, Void> poller =
        keys.beginDeleteKey(name).setPollInterval(Duration.ofMillis(10));
    DeletedKey deleted = poller.poll().getValue();
    assertThat(poller.waitForCompletion().getStatus())
        .isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
    return deleted;
  }

  private KeyVaultKey recover(String name) {
    SyncPoller<KeyVaultKey, Void> poller =
        keys.beginRecoverDeletedKey(name).setPollInterval(Duration.ofMillis(10));
    assertThat(poller.waitForCompletion().getStatus())
        .isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
    return keys.getKey(name);
  }

  private byte[] wrap(String id) {
    return vault.crypto(id, ADMIN).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
  }

  private byte[] unwrap(String id, byte[] wrapped) {
    return vault.crypto(id, ADMIN).unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey();
  }
}
