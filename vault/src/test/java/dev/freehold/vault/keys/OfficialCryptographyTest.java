package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.DecryptParameters;
import com.azure.security.keyvault.keys.cryptography.models.EncryptParameters;
import com.azure.security.keyvault.keys.cryptography.models.EncryptResult;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateOctKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.vault.testing.RunningVault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every algorithm through the unmodified cryptography client. */
class OfficialCryptographyTest {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IV = new byte[16];
  private static final byte[] AAD = {1, 2, 3};

  private static RunningVault vault;
  private static KeyClient keys;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
    keys = vault.keys(VAULT_A, ADMIN);
    keys.createRsaKey(new CreateRsaKeyOptions("rsa"));
  }

  @AfterAll
  static void stop() {
    vault.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void rsaSigns(String algorithm) throws Exception {
    assertSigns(keys.getKey("rsa"), algorithm);
  }

  @ParameterizedTest
  @CsvSource({"P-256, ES256", "P-384, ES384", "P-521, ES512", "P-256K, ES256K"})
  void ecSigns(String curve, String algorithm) throws Exception {
    KeyVaultKey key =
        keys.createEcKey(
            new CreateEcKeyOptions("ec" + curve).setCurveName(KeyCurveName.fromString(curve)));
    assertThat(key.getKeyType()).isEqualTo(KeyType.EC);
    assertThat(key.getKey().getCurveName()).hasToString(curve);
    assertThat(key.getKeyOperations()).containsExactly(KeyOperation.SIGN, KeyOperation.VERIFY);
    assertSigns(key, algorithm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void symmetricKeysSignWhenTheyAreForIt(String algorithm) throws Exception {
    CreateOctKeyOptions wanted =
        new CreateOctKeyOptions("hmac").setKeyOperations(KeyOperation.SIGN, KeyOperation.VERIFY);
    assertSigns(keys.createOctKey(wanted), algorithm);
  }

  private static void assertSigns(KeyVaultKey key, String word) throws Exception {
    SignatureAlgorithm algorithm = SignatureAlgorithm.fromString(word);
    CryptographyClient client = vault.crypto(key.getId(), ADMIN);
    byte[] digest =
        MessageDigest.getInstance("SHA-" + word.substring(2).replace("K", "")).digest(SECRET);
    byte[] signature = client.sign(algorithm, digest).getSignature();
    assertThat(client.verify(algorithm, digest, signature).isValid()).isTrue();
    signature[5] ^= 1;
    assertThat(client.verify(algorithm, digest, signature).isValid()).isFalse();
  }

  @Test
  void theClientVerifiesWithThePublicPartItWasShown() throws Exception {
    KeyVaultKey key = keys.createEcKey(new CreateEcKeyOptions("shown"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(SECRET);
    byte[] signature =
        vault.crypto(key.getId(), ADMIN).sign(SignatureAlgorithm.ES256, digest).getSignature();
    var verifier = java.security.Signature.getInstance("NONEwithECDSAinP1363Format");
    verifier.initVerify(key.getKey().toEc().getPublic());
    verifier.update(digest);
    assertThat(verifier.verify(signature)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-OAEP, rsa, 0",
    "RSA-OAEP-256, rsa, 0",
    "A128KW, oct, 128",
    "A192KW, oct, 192",
    "A256KW, oct, 256",
    "CKM_AES_KEY_WRAP, oct, 192",
    "CKM_AES_KEY_WRAP_PAD, oct, 256"
  })
  void wrappedKeysComeBack(String word, String name, int bits) {
    KeyWrapAlgorithm algorithm = KeyWrapAlgorithm.fromString(word);
    String id = bits == 0 ? keys.getKey(name).getId() : oct(bits).getId();
    CryptographyClient client = vault.crypto(id, ADMIN);
    byte[] wrapped = client.wrapKey(algorithm, SECRET).getEncryptedKey();
    assertThat(client.unwrapKey(algorithm, wrapped).getKey()).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 192, 256})
  void symmetricKeysEncrypt(int bits) {
    CryptographyClient client = vault.crypto(oct(bits).getId(), ADMIN);
    EncryptResult gcm = client.encrypt(gcm(bits), null);
    assertThat(gcm.getIv()).hasSize(12);
    assertThat(gcm.getAuthenticationTag()).hasSize(16);
    assertThat(gcm.getAdditionalAuthenticatedData()).isEqualTo(AAD);
    assertThat(client.decrypt(gcmOf(bits, gcm), null).getPlainText()).isEqualTo(SECRET);
    EncryptResult cbc = client.encrypt(cbc(bits, false), null);
    assertThat(cbc.getCipherText()).hasSize(SECRET.length);
    assertThat(client.decrypt(cbcOf(bits, false, cbc), null).getPlainText()).isEqualTo(SECRET);
    EncryptResult padded = client.encrypt(cbc(bits, true), null);
    assertThat(padded.getCipherText()).hasSize(SECRET.length + 16);
    assertThat(client.decrypt(cbcOf(bits, true, padded), null).getPlainText()).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA-OAEP", "RSA-OAEP-256"})
  void rsaEncrypts(String word) {
    CryptographyClient client = vault.crypto(keys.getKey("rsa").getId(), ADMIN);
    boolean sha1 = word.equals("RSA-OAEP");
    EncryptParameters plain =
        sha1
            ? EncryptParameters.createRsaOaepParameters(SECRET)
            : EncryptParameters.createRsaOaep256Parameters(SECRET);
    byte[] sealed = client.encrypt(plain, null).getCipherText();
    DecryptParameters parameters =
        sha1
            ? DecryptParameters.createRsaOaepParameters(sealed)
            : DecryptParameters.createRsaOaep256Parameters(sealed);
    assertThat(client.decrypt(parameters, null).getPlainText()).isEqualTo(SECRET);
  }

  @Test
  void kindsMarkedAsHardwareStaySoAndSayThatSoftwareProtectsThem() {
    List<KeyVaultKey> made =
        List.of(
            keys.createRsaKey(new CreateRsaKeyOptions("h").setHardwareProtected(true)),
            keys.createEcKey(new CreateEcKeyOptions("h").setHardwareProtected(true)),
            keys.createOctKey(new CreateOctKeyOptions("h").setHardwareProtected(true)));
    assertThat(made)
        .extracting(KeyVaultKey::getKeyType)
        .containsExactly(KeyType.RSA_HSM, KeyType.EC_HSM, KeyType.OCT_HSM);
    assertThat(made).extracting(key -> key.getProperties().getHsmPlatform()).containsOnly("0");
    assertThat(keys.getKey("h").getKeyType()).isEqualTo(KeyType.OCT_HSM);
    assertThat(keys.getKey("h").getKey().getK()).isNull();
  }

  private static KeyVaultKey oct(int bits) {
    return keys.createOctKey(new CreateOctKeyOptions("oct").setKeySize(bits));
  }

  private static EncryptParameters gcm(int bits) {
    byte[] plain = SECRET.clone();
    return switch (bits) {
      case 128 -> EncryptParameters.createA128GcmParameters(plain, AAD);
      case 192 -> EncryptParameters.createA192GcmParameters(plain, AAD);
      default -> EncryptParameters.createA256GcmParameters(plain, AAD);
    };
  }

  private static DecryptParameters gcmOf(int bits, EncryptResult made) {
    byte[] text = made.getCipherText();
    byte[] tag = made.getAuthenticationTag();
    return switch (bits) {
      case 128 -> DecryptParameters.createA128GcmParameters(text, made.getIv(), tag, AAD);
      case 192 -> DecryptParameters.createA192GcmParameters(text, made.getIv(), tag, AAD);
      default -> DecryptParameters.createA256GcmParameters(text, made.getIv(), tag, AAD);
    };
  }

  private static EncryptParameters cbc(int bits, boolean padded) {
    byte[] plain = SECRET.clone();
    return switch (bits) {
      case 128 ->
          padded
              ? EncryptParameters.createA128CbcPadParameters(plain, IV)
              : EncryptParameters.createA128CbcParameters(plain, IV);
      case 192 ->
          padded
              ? EncryptParameters.createA192CbcPadParameters(plain, IV)
              : EncryptParameters.createA192CbcParameters(plain, IV);
      default ->
          padded
              ? EncryptParameters.createA256CbcPadParameters(plain, IV)
              : EncryptParameters.createA256CbcParameters(plain, IV);
    };
  }

  private static DecryptParameters cbcOf(int bits, boolean padded, EncryptResult made) {
    byte[] text = made.getCipherText();
    return switch (bits) {
      case 128 ->
          padded
              ? DecryptParameters.createA128CbcPadParameters(text, IV)
              : DecryptParameters.createA128CbcParameters(text, IV);
      case 192 ->
          padded
              ? DecryptParameters.createA192CbcPadParameters(text, IV)
              : DecryptParameters.createA192CbcParameters(text, IV);
      default ->
          padded
              ? DecryptParameters.createA256CbcPadParameters(text, IV)
              : DecryptParameters.createA256CbcParameters(text, IV);
    };
  }
}
