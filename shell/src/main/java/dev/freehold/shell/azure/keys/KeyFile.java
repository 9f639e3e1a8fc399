package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.UserFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RSA key to import: a PKCS #12 file ({@code .pfx}) or an unencrypted PKCS #8 key as PEM. */
final class KeyFile {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private KeyFile() {}

  /** The key as a JSON Web Key with its private numbers. */
  static ObjectNode read(Path file, Optional<SecureText> password) {
    byte[] content = UserFiles.read(file, "key");
    try {
      Matcher pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
      return jwk(pem.find() ? ofPem(pem.group(1)) : ofPkcs12(content, password), file);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException notAKey) {
      throw unreadable(file);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static Key ofPem(String body) throws GeneralSecurityException {
    byte[] der = Base64.getMimeDecoder().decode(body);
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static Key ofPkcs12(byte[] content, Optional<SecureText> password)
      throws GeneralSecurityException, IOException {
    char[] chars =
        password.map(secret -> secret.reveal(char[]::clone)).orElseGet(() -> new char[0]);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), chars);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return store.getKey(alias, chars);
        }
      }
      return null;
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private static ObjectNode jwk(Key key, Path file) {
    if (!(key instanceof RSAPrivateCrtKey rsa)) {
      throw unreadable(file);
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("kty", "RSA")
        .put("n", number(rsa.getModulus()))
        .put("e", number(rsa.getPublicExponent()))
        .put("d", number(rsa.getPrivateExponent()))
        .put("p", number(rsa.getPrimeP()))
        .put("q", number(rsa.getPrimeQ()))
        .put("dp", number(rsa.getPrimeExponentP()))
        .put("dq", number(rsa.getPrimeExponentQ()))
        .put("qi", number(rsa.getCrtCoefficient()));
  }

  /** Big-endian without a sign. */
  private static String number(BigInteger number) {
    byte[] signed = number.toByteArray();
    byte[] bytes = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Arrays.fill(signed, (byte) 0);
    Arrays.fill(bytes, (byte) 0);
    return text;
  }

  private static AzureFailure unreadable(Path file) {
    return AzureFailure.argument(
        "KeyFile",
        ("'%s' holds no RSA key that can be read. Give a PKCS #12 file (.pfx) with its"
                + " -KeyFilePassword, or an unencrypted PKCS #8 key as PEM.")
            .formatted(file));
  }
}
