package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.testing.SoftToken;
import dev.freehold.vault.token.HardwareToken;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys marked -HSM when there is a token for them. */
class HardwareKeysTest {

  private static final String V = "?api-version=7.6";
  private static final byte[] SECRET = new byte[32];

  @TempDir Path folder;

  @Test
  void theOfficialClientUsesAKeyThatNeverLeavesTheTokenAlsoAfterARestart() {
    try (HardwareToken token = SoftToken.open(SoftToken.ONE);
        RunningVault vault = RunningVault.start(folder, token)) {
      KeyVaultKey key =
          vault
              .keys(VAULT_A, ADMIN)
              .createRsaKey(new CreateRsaKeyOptions("root").setHardwareProtected(true));
      assertThat(key.getKeyType()).isEqualTo(KeyType.RSA_HSM);
      byte[] wrapped =
          crypto(vault, key).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, SECRET).getEncryptedKey();
      vault.restart();
      CryptographyClient crypto = crypto(vault, key);
      assertThat(crypto.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey())
          .isEqualTo(SECRET);
      byte[] signature = crypto.sign(SignatureAlgorithm.PS256, SECRET).getSignature();
      assertThat(crypto.verify(SignatureAlgorithm.PS256, SECRET, signature).isValid()).isTrue();
    }
  }

  @Test
  void theKeyTellsThatATokenProtectsItAndOthersThatNoneDoes() {
    try (HardwareToken token = SoftToken.open(SoftToken.ONE);
        RunningVault vault = RunningVault.start(folder, token);
        RawClient client = new RawClient(vault)) {
      assertThat(platform(create(client, vault, "hard", "RSA-HSM"))).isEqualTo("1");
      assertThat(platform(create(client, vault, "soft", "RSA"))).isEqualTo("0");
      assertThat(platform(create(client, vault, "curve", "EC-HSM"))).isEqualTo("0");
    }
  }

  @Test
  void aTokenThatFailsIsAnsweredWithAnInvitationToComeAgain() {
    HardwareToken token = SoftToken.open(SoftToken.ONE);
    try (RunningVault vault = RunningVault.start(folder, token);
        RawClient client = new RawClient(vault)) {
      assertThat(create(client, vault, "hard", "RSA-HSM").status()).isEqualTo(200);
      token.close();
      Reply reply =
          client.send(
              "POST",
              "/keys/hard//sign" + V,
              vault.token(ADMIN),
              "{\"alg\":\"RS256\",\"value\":\"" + "A".repeat(43) + "\"}");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(create(client, vault, "soft", "RSA").status()).isEqualTo(200);
    }
  }

  private static CryptographyClient crypto(RunningVault vault, KeyVaultKey key) {
    return vault.crypto(key.getId(), ADMIN);
  }

  private static Reply create(RawClient client, RunningVault vault, String name, String kind) {
    String body = "{\"kty\":\"%s\"}".formatted(kind);
    return client.send("POST", "/keys/" + name + "/create" + V, vault.token(ADMIN), body);
  }

  private static String platform(Reply reply) {
    return reply.json().at("/attributes/hsmPlatform").asText();
  }
}
