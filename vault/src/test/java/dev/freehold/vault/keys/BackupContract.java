package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static dev.freehold.vault.testing.RunningVault.VAULT_B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.backup.WorldTransfer;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as the official client does them, on every database. */
abstract class BackupContract {

  private static final byte[] SECRET = new byte[32];
  private static final KeyWrapAlgorithm OAEP = KeyWrapAlgorithm.RSA_OAEP_256;

  @TempDir Path folder;
  private RunningVault vault;
  private KeyClient keys;

  abstract Dialect dialect();

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder, dialect());
    keys = vault.keys(VAULT_A, ADMIN);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void aKeyComesBackWithAllVersionsAndAttributesInAnotherVault() {
    OffsetDateTime expires = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);
    CreateRsaKeyOptions root =
        new CreateRsaKeyOptions("Root").setExpiresOn(expires).setTags(Map.of("a", "ä"));
    KeyVaultKey first = keys.createRsaKey(root);
    byte[] wrapped = wrap(first);
    vault.clock().advance(Duration.ofMinutes(1));
    KeyVaultKey second = keys.createRsaKey(new CreateRsaKeyOptions("root").setEnabled(false));
    byte[] blob = keys.backupKey("root");
    vault.clock().advance(Duration.ofMinutes(1));
    KeyClient other = vault.keys(VAULT_B, ADMIN);
    KeyVaultKey restored = other.restoreKeyBackup(blob);
    assertThat(restored.getId()).isEqualTo(second.getId().replace(VAULT_A, VAULT_B));
    assertThat(restored.getName()).isEqualTo("Root");
    assertThat(restored.getProperties().isEnabled()).isFalse();
    assertThat(restored.getProperties().getCreatedOn())
        .isEqualTo(second.getProperties().getCreatedOn());
    String firstId = first.getId().replace(VAULT_A, VAULT_B);
    assertThat(other.listPropertiesOfKeyVersions("Root"))
        .extracting(KeyProperties::getId)
        .containsExactly(firstId, restored.getId());
    KeyProperties old = other.getKey("Root", first.getProperties().getVersion()).getProperties();
    assertThat(old.getExpiresOn()).isEqualTo(expires);
    assertThat(old.getTags()).isEqualTo(Map.of("a", "ä"));
    assertThat(vault.crypto(firstId, ADMIN).unwrapKey(OAEP, wrapped).getKey()).isEqualTo(SECRET);
  }

  @Test
  void aBackupIsASnapshotThatOutlivesThePurge() {
    vault.addVault("contoso-brief", 7, false);
    keys = vault.keys("contoso-brief", ADMIN);
    KeyVaultKey first = keys.createRsaKey(new CreateRsaKeyOptions("root"));
    byte[] wrapped = wrap(first);
    byte[] blob = keys.backupKey("root");
    keys.updateKeyProperties(first.getProperties().setEnabled(false));
    keys.createRsaKey(new CreateRsaKeyOptions("root"));
    assertConflict(blob);
    keys.beginDeleteKey("root").poll();
    assertConflict(blob);
    keys.purgeDeletedKey("root");
    KeyVaultKey restored = keys.restoreKeyBackup(blob);
    assertThat(restored.getId()).isEqualTo(first.getId());
    assertThat(restored.getProperties().isEnabled()).isTrue();
    assertThat(keys.listPropertiesOfKeyVersions("root")).hasSize(1);
    assertThat(vault.crypto(first.getId(), ADMIN).unwrapKey(OAEP, wrapped).getKey())
        .isEqualTo(SECRET);
  }

  @Test
  void whatWasChangedOrIsNoBackupIsCorrupt() {
    keys.createRsaKey(new CreateRsaKeyOptions("root"));
    byte[] blob = keys.backupKey("root");
    byte[] changed = blob.clone();
    changed[blob.length / 2] ^= 4;
    for (byte[] bad : List.of(changed, Arrays.copyOf(blob, 100), new byte[] {1}, new byte[5000])) {
      assertRefused(vault, bad, "Backup blob is corrupt.");
    }
  }

  @Test
  void anotherSubscriptionIsAnotherWorld() {
    UUID other = UUID.randomUUID();
    vault
        .administration()
        .createSubscription(new Subscription(other, TENANT, "other", Set.of(ADMIN)));
    Permissions all = Permissions.ofKeys(KeyPermission.values());
    vault
        .administration()
        .createVault(
            NewVault.forRootKeys(
                "elsewhere", other, "g", List.of(AccessPolicy.of(TENANT, ADMIN, all))));
    keys.createRsaKey(new CreateRsaKeyOptions("root"));
    byte[] blob = keys.backupKey("root");
    assertThatThrownBy(() -> vault.keys("elsewhere", ADMIN).restoreKeyBackup(blob))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("Cannot decrypt backup blob");
  }

  @Test
  void aSecondServerRestoresWhatItHasTheWorldFor() throws Exception {
    KeyVaultKey key = keys.createRsaKey(new CreateRsaKeyOptions("root"));
    byte[] wrapped = wrap(key);
    byte[] blob = keys.backupKey("root");
    WorldTransfer transfer =
        vault.server().worldAdministration("system:test").export(SUBSCRIPTION, "Test");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (RunningVault second = RunningVault.start(elsewhere, dialect())) {
      second.keys(VAULT_A, ADMIN).createRsaKey(new CreateRsaKeyOptions("own"));
      byte[] own = second.keys(VAULT_A, ADMIN).backupKey("own");
      assertRefused(second, blob, "Cannot decrypt backup blob");
      var administration = second.server().worldAdministration("system:test");
      assertThat(administration.take(transfer)).isTrue();
      assertThat(administration.take(transfer)).isFalse();
      KeyVaultKey restored = second.keys(VAULT_A, ADMIN).restoreKeyBackup(blob);
      assertThat(second.crypto(restored.getId(), ADMIN).unwrapKey(OAEP, wrapped).getKey())
          .isEqualTo(SECRET);
      assertThat(second.keys(VAULT_B, ADMIN).restoreKeyBackup(own).getName()).isEqualTo("own");
      byte[] back = second.keys(VAULT_A, ADMIN).backupKey("own");
      assertThat(keys.restoreKeyBackup(back).getName()).isEqualTo("own");
      assertThat(second.entries())
          .extracting(entry -> entry.entry().operation())
          .containsOnlyOnce("SecurityWorldImport")
          .containsOnlyOnce("SecurityWorldCreate");
    }
    assertThat(vault.entries())
        .extracting(entry -> entry.entry().operation())
        .contains("SecurityWorldExport", "KeyBackup", "KeyRestore");
  }

  @Test
  void aWorldIsTakenInOnlyWhereItsSubscriptionIs() {
    UUID other = UUID.randomUUID();
    vault
        .administration()
        .createSubscription(new Subscription(other, TENANT, "other", Set.of(ADMIN)));
    WorldTransfer transfer =
        vault.server().worldAdministration("system:test").export(other, "test");
    Path elsewhere = folder.resolve("elsewhere");
    elsewhere.toFile().mkdirs();
    try (RunningVault second = RunningVault.start(elsewhere, dialect())) {
      var administration = second.server().worldAdministration("system:test");
      assertThatThrownBy(() -> administration.take(transfer)).isInstanceOf(VaultException.class);
    }
  }

  private void assertConflict(byte[] blob) {
    assertThatThrownBy(() -> keys.restoreKeyBackup(blob))
        .isInstanceOf(ResourceModifiedException.class)
        .hasMessageContaining(
            "There was a conflict restoring the key '%s/keys/root/"
                .formatted(vault.server().vaultUri("contoso-brief")));
  }

  private static void assertRefused(RunningVault server, byte[] blob, String message) {
    assertThatThrownBy(() -> server.keys(VAULT_B, ADMIN).restoreKeyBackup(blob))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(400))
        .hasMessageContaining("BadParameter")
        .hasMessageContaining(message);
  }

  private byte[] wrap(KeyVaultKey key) {
    return vault.crypto(key.getId(), ADMIN).wrapKey(OAEP, SECRET).getEncryptedKey();
  }
}
