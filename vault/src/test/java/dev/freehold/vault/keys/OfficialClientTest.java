package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.testing.RunningVault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unmodified azure-security-keyvault-keys, with challenge verification on. */
@Order(1)
class OfficialClientTest {

  private static final UUID SERVICE = UUID.fromString("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb");
  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private RunningVault vault;
  private KeyClient keys;

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder);
    keys = vault.keys(VAULT_A, ADMIN);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Nested
  @DisplayName("A key that was made")
  class Made {

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void hasTheSizeThatWasAskedFor(int bits) {
      KeyVaultKey key = keys.createRsaKey(new CreateRsaKeyOptions("root").setKeySize(bits));
      assertThat(key.getKeyType()).isEqualTo(KeyType.RSA);
      assertThat(key.getKey().getN()).hasSize(bits / 8);
      assertThat(key.getKey().getE()).isEqualTo(new byte[] {1, 0, 1});
      assertThat(key.getKey().getD()).isNull();
    }

    @Test
    void carriesItsAttributesTagsAndRecoveryLevel() {
      OffsetDateTime expires = OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC);
      KeyVaultKey key =
          keys.createRsaKey(
              new CreateRsaKeyOptions("root")
                  .setKeyOperations(KeyOperation.WRAP_KEY, KeyOperation.UNWRAP_KEY)
                  .setExpiresOn(expires)
                  .setTags(Map.of("purpose", "root 1")));
      KeyProperties properties = keys.getKey("root").getProperties();
      assertThat(properties.isEnabled()).isTrue();
      assertThat(properties.getExpiresOn()).isEqualTo(expires);
      assertThat(properties.getNotBefore()).isNull();
      assertThat(properties.getTags()).containsEntry("purpose", "root 1");
      assertThat(properties.getRecoveryLevel()).isEqualTo("Recoverable");
      assertThat(properties.getRecoverableDays()).isEqualTo(90);
      assertThat(keys.getKey("root").getKeyOperations())
          .containsExactly(KeyOperation.WRAP_KEY, KeyOperation.UNWRAP_KEY);
      assertThat(key.getId())
          .isEqualTo(
              "%s/keys/root/%s"
                  .formatted(vault.server().vaultUri(VAULT_A), properties.getVersion()));
    }

    @Test
    void isFoundWithoutRegardToCaseAndKeepsItsSpelling() {
      keys.createRsaKey(new CreateRsaKeyOptions("Root-Key"));
      assertThat(keys.getKey("rOOT-kEY").getName()).isEqualTo("Root-Key");
    }

    @Test
    void isListedWithItsVersions() {
      KeyVaultKey first = keys.createRsaKey(new CreateRsaKeyOptions("root"));
      KeyVaultKey second = keys.createRsaKey(new CreateRsaKeyOptions("root"));
      keys.createRsaKey(new CreateRsaKeyOptions("other"));
      assertThat(keys.listPropertiesOfKeys())
          .extracting(KeyProperties::getName)
          .containsExactly("other", "root");
      assertThat(keys.listPropertiesOfKeyVersions("root"))
          .extracting(KeyProperties::getVersion)
          .containsExactly(first.getProperties().getVersion(), second.getProperties().getVersion());
      assertThat(keys.getKey("root").getId()).isEqualTo(second.getId());
      assertThat(keys.listPropertiesOfKeyVersions("never-seen")).isEmpty();
    }

    @Test
    void canBeChangedWithoutANewVersion() {
      KeyVaultKey key =
          keys.createRsaKey(
              new CreateRsaKeyOptions("root").setKeyOperations(KeyOperation.UNWRAP_KEY));
      OffsetDateTime start =
          OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.SECONDS);
      KeyVaultKey changed =
          keys.updateKeyProperties(
              key.getProperties().setEnabled(false).setNotBefore(start).setTags(Map.of("a", "b")));
      assertThat(changed.getId()).isEqualTo(key.getId());
      assertThat(changed.getProperties().isEnabled()).isFalse();
      assertThat(changed.getProperties().getNotBefore()).isEqualTo(start);
      assertThat(keys.getKey("root").getProperties().getTags()).isEqualTo(Map.of("a", "b"));
      assertThat(keys.getKey("root").getKeyOperations()).containsExactly(KeyOperation.UNWRAP_KEY);
    }
  }

  @Test
  void anImportedKeyUnwrapsWhatItsPublicPartWrapped() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    KeyVaultKey key = keys.importKey("brought", JsonWebKey.fromRsa(pair));
    CryptographyClient client = vault.crypto(key.getId(), ADMIN);
    byte[] wrapped = client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
    assertThat(client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA-OAEP", "RSA-OAEP-256"})
  void wrappedKeysComeBack(String algorithm) {
    KeyWrapAlgorithm wrap = KeyWrapAlgorithm.fromString(algorithm);
    CryptographyClient client = vault.crypto(keys.createRsaKey(root()).getId(), ADMIN);
    byte[] wrapped = client.wrapKey(wrap, SECRET).getEncryptedKey();
    assertThat(client.unwrapKey(wrap, wrapped).getKey()).isEqualTo(SECRET);
    assertThat(operations()).contains("KeyWrap", "KeyUnwrap");
  }

  @Test
  void aServiceWithGetWrapAndUnwrapCanDoNothingElse() {
    vault.grant(SERVICE, KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY);
    KeyVaultKey key = keys.createRsaKey(root());
    KeyClient service = vault.keys(VAULT_A, SERVICE);
    assertThat(service.getKey("root").getId()).isEqualTo(key.getId());
    CryptographyClient client = vault.crypto(key.getId(), SERVICE);
    byte[] wrapped = client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
    assertThat(client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
    assertForbidden(() -> service.createRsaKey(root()), "AccessDenied", "keys create permission");
    assertForbidden(
        () -> service.listPropertiesOfKeys().stream().toList(),
        "AccessDenied",
        "keys list permission");
    assertForbidden(
        () -> service.updateKeyProperties(key.getProperties()),
        "AccessDenied",
        "keys update permission");
  }

  @Test
  void aRemovedPermissionIsRefusedAtOnceAndWorksAgainWhenGivenBack() {
    KeyPermission[] three = {KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY};
    vault.grant(SERVICE, three);
    CryptographyClient client = vault.crypto(keys.createRsaKey(root()).getId(), SERVICE);
    byte[] wrapped = client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
    vault.grant(SERVICE, KeyPermission.GET);
    assertForbidden(
        () -> client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped),
        "AccessDenied",
        "The user, group or application 'appid=test-app;oid=" + SERVICE,
        "does not have keys unwrapKey permission on key vault 'contoso-vault-a;location=test'");
    vault.grant(SERVICE, three);
    assertThat(client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
  }

  @Test
  void aDisabledKeyIsShownButNotUsed() {
    KeyVaultKey key = keys.createRsaKey(root());
    CryptographyClient client = vault.crypto(key.getId(), ADMIN);
    byte[] wrapped = client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
    keys.updateKeyProperties(key.getProperties().setEnabled(false));
    assertThat(keys.getKey("root").getProperties().isEnabled()).isFalse();
    assertForbidden(
        () -> client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped),
        "KeyDisabled",
        "Operation unwrapKey is not allowed on a disabled key.");
  }

  @Test
  void anUnknownKeyIsNotFound() {
    assertThatThrownBy(() -> keys.getKey("nobody"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("A key with (name/id) nobody was not found in this key vault.");
  }

  @Test
  void theTokenOfAnotherTenantIsNoToken() {
    KeyClient stranger =
        new KeyClientBuilder()
            .vaultUrl(vault.server().vaultUri(VAULT_A).toString())
            .credential(vault.credential(UUID.randomUUID(), ADMIN))
            .httpClient(vault.http())
            .buildClient();
    assertThatThrownBy(() -> stranger.getKey("root"))
        .isInstanceOf(ClientAuthenticationException.class)
        .hasMessageContaining("AKV10032: Invalid issuer.");
  }

  private static CreateRsaKeyOptions root() {
    return new CreateRsaKeyOptions("root").setKeySize(2048);
  }

  private List<String> operations() {
    return vault.entries().stream().map(e -> e.entry().operation()).toList();
  }

  private static void assertForbidden(
      ThrowingCallable call, String innerCode, String... fragments) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> {
              assertThat(e.getResponse().getStatusCode()).isEqualTo(403);
              assertThat(e.getMessage()).contains(innerCode).contains(fragments);
            });
  }
}
