package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.ImportKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that others made, and that others can still use. */
class ImportOfKindsTest {

  private static final byte[] MESSAGE = {1, 2, 3};

  private static RunningVault vault;
  private static RawClient client;
  private static KeyClient keys;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
    keys = vault.keys(VAULT_A, ADMIN);
  }

  @AfterAll
  static void stop() {
    client.close();
    vault.close();
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, P-256, ES256, 256",
    "secp384r1, P-384, ES384, 384",
    "secp521r1, P-521, ES512, 512",
    "secp256k1, P-256K, ES256K, 256"
  })
  void anEllipticKeySignsWhatItsMakerVerifies(
      String name, String curve, String algorithm, int hashBits) throws Exception {
    Provider provider =
        curve.equals("P-256K") ? new BouncyCastleProvider() : Security.getProvider("SunEC");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec(name));
    KeyPair pair = generator.generateKeyPair();
    JsonWebKey jwk =
        JsonWebKey.fromEc(pair, provider, List.of(KeyOperation.SIGN))
            .setCurveName(KeyCurveName.fromString(curve));
    KeyVaultKey key = keys.importKey("ec-" + curve, jwk);
    assertThat(key.getKey().getCurveName()).hasToString(curve);
    assertThat(key.getKey().getD()).isNull();
    byte[] digest = MessageDigest.getInstance("SHA-" + hashBits).digest(MESSAGE);
    byte[] signature =
        vault
            .crypto(key.getId(), ADMIN)
            .sign(SignatureAlgorithm.fromString(algorithm), digest)
            .getSignature();
    String format = provider.getName().equals("BC") ? "PLAIN-ECDSA" : "ECDSAinP1363Format";
    Signature verifier = Signature.getInstance("SHA%dwith%s".formatted(hashBits, format), provider);
    verifier.initVerify(pair.getPublic());
    verifier.update(MESSAGE);
    assertThat(verifier.verify(signature)).isTrue();
  }

  @Test
  void aSymmetricKeyUnwrapsWhatItsMakerWrapped() throws Exception {
    SecretKeySpec secret = new SecretKeySpec(new byte[32], "AES");
    KeyVaultKey key = keys.importKey("aes", JsonWebKey.fromAes(secret));
    assertThat(key.getKeyType()).isEqualTo(KeyType.OCT);
    assertThat(key.getKey().getK()).isNull();
    Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
    cipher.init(Cipher.WRAP_MODE, secret);
    byte[] wrapped = cipher.wrap(new SecretKeySpec(new byte[24], "AES"));
    CryptographyClient crypto = vault.crypto(key.getId(), ADMIN);
    assertThat(crypto.unwrapKey(KeyWrapAlgorithm.A256KW, wrapped).getKey()).hasSize(24);
  }

  @Test
  void aKeyThatIsToBeHardwareProtectedIsMarkedAndStaysSoftware() {
    JsonWebKey jwk = JsonWebKey.fromAes(new SecretKeySpec(new byte[16], "AES"));
    KeyVaultKey key =
        keys.importKey(new ImportKeyOptions("marked", jwk).setHardwareProtected(true));
    assertThat(key.getKeyType()).isEqualTo(KeyType.OCT_HSM);
    assertThat(key.getProperties().getHsmPlatform()).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"hsm\":true,\"key\":{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\"}}",
        "{\"key\":{\"kty\":\"oct-HSM\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\"}}"
      })
  void eitherSpellingMarks(String body) {
    Reply reply = put(body);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/key/kty").asText()).isEqualTo("oct-HSM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"oct\"}",
        "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\",\"d\":\"AQ\"}",
        "{\"kty\":\"EC\",\"x\":\"AQ\",\"y\":\"AQ\",\"d\":\"AQ\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
        "{\"kty\":\"RSA-HSM\",\"key_hsm\":\"AAAA\"}",
        "{\"kty\":\"OCT\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\"}"
      })
  void whatIsNoKeyIsABadParameter(String jwk) {
    Reply reply = put("{\"key\":%s}".formatted(jwk));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("BadParameter");
  }

  private static Reply put(String body) {
    return client.send("PUT", "/keys/raw?api-version=7.4", vault.token(ADMIN), body);
  }
}
